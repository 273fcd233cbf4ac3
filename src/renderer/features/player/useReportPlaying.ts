import { useEffect } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** Reports what plays to the main process, for the window's title and the tray. */
export function useReportPlaying(): void {
  const client = useClient()
  const title = usePlayer(({ track }) => (track === null ? null : `${track.title} – ${track.artistName}`))
  const isPaused = usePlayer((state) => !state.isPlaying)
  const showToast = useToasts((toasts) => toasts.show)
  useEffect(() => {
    client
      .ask('app.playing', { title, isPaused })
      .catch((error: unknown) => showToast(messageOf(error), { tone: 'bad' }))
  }, [client, title, isPaused, showToast])
}
