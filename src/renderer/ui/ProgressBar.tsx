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
      {fraction === null ? (
        <div className="h-full w-1/3 animate-across rounded-full bg-accent forced-color-adjust-none" />
      ) : (
        <div
          className="h-full origin-left bg-accent transition-transform forced-color-adjust-none"
          style={{ transform: `scaleX(${fraction})` }}
        />
      )}
    </div>
  )
}
