import { useEffect } from 'react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'

/** Has the player play as the person prefers, from the moment they change it. */
export function useListeningPreferences(): void {
  const player = usePlayerControls()
  const preferences = useIpcQuery('app.preferences', {}).data
  const quality = preferences?.quality
  const isNormalised = preferences?.normaliseLoudness
  useEffect(() => {
    if (quality !== undefined) player.setQuality(quality)
  }, [player, quality])
  useEffect(() => {
    if (isNormalised !== undefined) player.setNormalised(isNormalised)
  }, [player, isNormalised])
}
