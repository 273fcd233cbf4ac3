import { useEffect } from 'react'
import { useIpcQuery } from '../ipc/queries.ts'
import { usePlayerControls } from './usePlayer.ts'

/** Has the player follow what the person has set: quality, loudness, crossfade and speed. */
export function usePlayerPreferences(): void {
  const player = usePlayerControls()
  const { data } = useIpcQuery('app.preferences', {})
  useEffect(() => {
    if (data === undefined) return
    player.setQuality(data.quality)
    player.setNormalised(data.normaliseLoudness)
    player.setLoudnessMode(data.loudnessMode)
    player.setCrossfade(data.crossfadeSeconds)
    player.setSpeed(data.playbackSpeed)
    player.setOutputDevice(data.outputDevice)
  }, [player, data])
}
