import { clsx } from 'clsx'
import { Pause, Play } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { canPlayInFull, useWorkActions } from './useWorkActions.ts'
import { t } from '../../../shared/i18n/t.ts'

interface ListenButtonProps {
  readonly work: WorkView
  /** Instead of only this work: such as from here on. */
  readonly onListen?: () => void
  readonly className?: string
}

/** Over a cover: plays it, or its preview, with one press. */
export function ListenButton({ work, onListen, className }: ListenButtonProps) {
  const actions = useWorkActions()
  const player = usePlayerControls()
  const isCurrent = usePlayer(({ track }) => track?.label === work.label)
  const isPlaying = usePlayer((state) => state.isPlaying) && isCurrent
  const Icon = isPlaying ? Pause : Play
  const { title } = work
  const label = isPlaying
    ? t('work.pauseTitle', { title })
    : canPlayInFull(work)
      ? t('work.playTitle', { title })
      : t('work.playThePreviewOf', { title })
  return (
    <button
      type="button"
      aria-label={label}
      onClick={(event) => {
        event.stopPropagation()
        if (isCurrent || onListen === undefined) actions.listen(work)
        else onListen()
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onPointerEnter={() => player.prefetch(work.label)}
      onFocus={() => player.prefetch(work.label)}
      className={clsx('flex size-full items-center justify-center rounded-small text-on-scrim', className)}
    >
      <Icon size={16} fill="currentColor" aria-hidden />
    </button>
  )
}
