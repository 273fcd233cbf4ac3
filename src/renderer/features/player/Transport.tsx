import { clsx } from 'clsx'
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The buttons for previous, play or pause, and next. What was pressed shows at once, before there is sound. */
export function Transport() {
  const player = usePlayerControls()
  const isEmpty = usePlayer(({ track }) => track === null)
  const isPlaying = usePlayer((state) => state.isPlaying)
  const isWaiting = usePlayer((state) => state.isWaiting)
  return (
    <div dir="ltr" role="group" aria-label={t('common.playback')} className="flex items-center gap-1">
      <IconButton
        label={t('player.previous')}
        icon={SkipBack}
        keys="j"
        disabled={isEmpty}
        onClick={() => player.previous()}
      />
      <IconButton
        label={isPlaying ? t('common.pause') : t('common.play')}
        icon={isPlaying ? Pause : Play}
        keys="Space"
        size="large"
        variant="primary"
        disabled={isEmpty}
        aria-busy={isWaiting}
        onClick={() => player.toggle()}
        className={clsx('rounded-full! active:scale-95', isWaiting && 'animate-breathe')}
      />
      <IconButton
        label={t('common.next')}
        icon={SkipForward}
        keys="l"
        disabled={isEmpty}
        onClick={() => player.next()}
      />
    </div>
  )
}
