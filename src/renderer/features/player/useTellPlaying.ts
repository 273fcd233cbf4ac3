import { useEffect } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** Tells the main process what plays, for the window's title and the tray. */
export function useTellPlaying(): void {
  const client = useClient()
  const title = usePlayer(({ track }) => (track === null ? null : `${track.title} – ${track.artistName}`))
  const isPaused = usePlayer((state) => !state.isPlaying)
  const say = useToasts((toasts) => toasts.say)
  useEffect(() => {
    client
      .ask('app.playing', { title, isPaused })
      .catch((error: unknown) => say(messageOf(error), { tone: 'bad' }))
  }, [client, title, isPaused, say])
}
