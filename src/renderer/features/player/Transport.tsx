import { clsx } from 'clsx'
import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { IconButton } from '../../ui/IconButton.tsx'

/** The buttons for previous, play or pause, and next. What was pressed shows at once, before there is sound. */
export function Transport() {
  const player = usePlayerControls()
  const isEmpty = usePlayer(({ track }) => track === null)
  const isPlaying = usePlayer((state) => state.isPlaying)
  const isWaiting = usePlayer((state) => state.isWaiting)
  return (
    <div role="group" aria-label="Playback" className="flex items-center gap-1">
      <IconButton
        label="Previous"
        icon={SkipBack}
        keys="j"
        disabled={isEmpty}
        onClick={() => player.previous()}
      />
      <IconButton
        label={isPlaying ? 'Pause' : 'Play'}
        icon={isPlaying ? Pause : Play}
        keys="Space"
        size="large"
        variant="primary"
        disabled={isEmpty}
        aria-busy={isWaiting}
        onClick={() => player.toggle()}
        className={clsx('rounded-full! active:scale-95', isWaiting && 'animate-breathe')}
      />
      <IconButton label="Next" icon={SkipForward} keys="l" disabled={isEmpty} onClick={() => player.next()} />
    </div>
  )
}
