import { clsx } from 'clsx'
import { usePlayer } from '../../playback/usePlayer.ts'
import { clockTime } from '../../ui/time.ts'
import { PlayerSeekSlider } from './PlayerSeekSlider.tsx'

interface SeekBarProps {
  /** Of the waveform, px. */
  readonly height?: number
  readonly className?: string
}

/** The position in the track, between the time that has passed and its length. */
export function SeekBar({ height, className }: SeekBarProps) {
  const position = usePlayer((state) => state.position)
  const duration = usePlayer((state) => state.duration)
  return (
    <div
      dir="ltr"
      className={clsx(
        'grid min-w-0 grid-cols-2 items-center text-xs text-text-2 min-[900px]:grid-cols-[40px_1fr_40px] min-[900px]:gap-3 min-[900px]:text-sm',
        className,
      )}
    >
      <div className="order-first col-span-2 min-w-0 min-[900px]:order-2 min-[900px]:col-span-1">
        <PlayerSeekSlider {...(height !== undefined && { height })} />
      </div>
      <span aria-hidden className="min-[900px]:order-1 min-[900px]:text-end">
        {clockTime(position * 1000)}
      </span>
      <span aria-hidden className="text-end min-[900px]:order-3 min-[900px]:text-start">
        {clockTime(duration * 1000)}
      </span>
    </div>
  )
}
