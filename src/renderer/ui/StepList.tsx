import { clsx } from 'clsx'
import { ArrowRight, Check, CircleDashed, LoaderCircle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../shared/i18n/t.ts'

export interface ProgressStep {
  readonly id: string
  readonly label: string
  /** `next`: waits for the person. */
  readonly state: 'waiting' | 'next' | 'running' | 'done' | 'failed'
  /** Such as `3 of 12`, or how long it took. */
  readonly note?: ReactNode
  /** Below the step: why it failed, or the button that does it. */
  readonly children?: ReactNode
}

const stateStyles = {
  waiting: { icon: CircleDashed, className: 'text-text-3', word: 'waiting' },
  next: {
    icon: ArrowRight,
    className: 'text-accent',
    get word() {
      return t('ui.yourTurn')
    },
  },
  running: {
    icon: LoaderCircle,
    className: 'animate-spin text-accent',
    get word() {
      return t('ui.underWay')
    },
  },
  done: { icon: Check, className: 'text-positive', word: 'done' },
  failed: { icon: X, className: 'text-danger', word: 'failed' },
} as const

/** A job, step by step, with what each is doing or took. */
export function StepList({
  label,
  steps,
}: {
  readonly label: string
  readonly steps: readonly ProgressStep[]
}) {
  return (
    <ol aria-label={label} className="flex flex-col gap-4">
      {steps.map(({ id, label: text, state, note, children }) => {
        const { icon: Icon, className, word } = stateStyles[state]
        return (
          <li
            key={id}
            aria-current={state === 'running' || state === 'next' ? 'step' : undefined}
            className="grid grid-cols-[16px_1fr_auto] gap-x-3"
          >
            <Icon size={16} aria-hidden className={clsx('mt-0.5', className)} />
            <span
              className={clsx(
                state === 'waiting' && 'text-text-2',
                (state === 'running' || state === 'next') && 'font-medium',
              )}
            >
              {text}
              <span className="sr-only">, {word}</span>
            </span>
            <span className="text-sm text-text-3">{note}</span>
            {children === undefined ? null : (
              <div className="col-span-2 col-start-2 mt-1 mb-2">{children}</div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
