import { TriangleAlert } from 'lucide-react'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Over the player bar while the current track cannot be played: the reason, and what to do. */
export function PlaybackError() {
  const player = usePlayerControls()
  const error = usePlayer((state) => state.error)
  const hasNext = usePlayer(({ queue, index }) => index + 1 < queue.length)
  if (error === null) return null
  return (
    <div role="alert" className="flex min-h-11 items-center gap-3 bg-danger-soft px-4 py-1.5">
      <TriangleAlert size={16} aria-hidden className="shrink-0 text-danger" />
      <p className="min-w-0 flex-1">{errorText(error)}</p>
      <Button size="small" onClick={() => player.play()}>
        {t('common.tryAgain')}
      </Button>
      {hasNext ? (
        <Button size="small" variant="quiet" onClick={() => player.next()}>
          {t('player.skipIt')}
        </Button>
      ) : null}
    </div>
  )
}
