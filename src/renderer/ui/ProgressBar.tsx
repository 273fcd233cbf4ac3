import { clsx } from 'clsx'

interface ProgressBarProps {
  /** What is progressing. */
  readonly label: string
  /** 0 to 1; null: it cannot be known. */
  readonly fraction: number | null
  readonly className?: string
}

/** How far something is. */
export function ProgressBar({ label, fraction, className }: ProgressBarProps) {
  const percent = fraction === null ? undefined : Math.round(fraction * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={clsx('h-1.5 overflow-hidden rounded-full bg-surface-3', className)}
    >
      <div
        className={clsx('h-full origin-left rounded-full bg-accent transition-transform', {
          'animate-breathe': fraction === null,
        })}
        style={{ transform: `scaleX(${fraction ?? 1})` }}
      />
    </div>
  )
}
