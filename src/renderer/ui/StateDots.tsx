import { clsx } from 'clsx'

export interface Dot {
  readonly label: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
}

const stateStyles = {
  waiting: 'border-line-strong bg-transparent',
  running: 'border-accent bg-accent-soft animate-breathe',
  done: 'border-positive bg-positive',
  failed: 'border-danger bg-danger',
} as const

interface StateDotsProps {
  readonly dots: readonly Dot[]
  /** Where it is now, in words: shown, and read instead of the dots. */
  readonly summary: string
}

/** An order's progress as a line of dots. */
export function StateDots({ dots, summary }: StateDotsProps) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <span aria-hidden className="inline-flex shrink-0 items-center">
        {dots.map(({ label, state }, index) => (
          <span key={label} title={label} className="inline-flex items-center">
            {index === 0 ? null : (
              <span className={clsx('h-px w-3', state === 'waiting' ? 'bg-line-strong' : 'bg-text-3')} />
            )}
            <span
              className={clsx(
                'size-2.5 rounded-full border-[1.5px] forced-color-adjust-none',
                stateStyles[state],
              )}
            />
          </span>
        ))}
      </span>
      <span title={summary} className="truncate text-sm text-text-2">
        {summary}
      </span>
    </span>
  )
}
