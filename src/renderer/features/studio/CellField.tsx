import { clsx } from 'clsx'
import { type ComponentProps, useId } from 'react'

interface CellFieldProps extends Pick<ComponentProps<'input'>, 'onBlur' | 'onKeyDown'> {
  /** What it is, and of what: `Price of Salt`. */
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly problem?: string | undefined
  /** Shown while it is empty. */
  readonly placeholder?: string
  readonly align?: 'start' | 'end'
  readonly isProblemShown: boolean
}

/** A field in a table. */
export function CellField({
  name,
  value,
  onChange,
  problem,
  placeholder,
  align,
  isProblemShown,
  ...events
}: CellFieldProps) {
  const id = useId()
  const isWrong = problem !== undefined && isProblemShown
  return (
    <>
      <input
        {...events}
        type="text"
        dir="auto"
        aria-label={name}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? id : undefined}
        title={isWrong ? problem : value}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        className={clsx(
          'h-9 w-full min-w-0 truncate rounded-small border px-2 placeholder:text-text-3 hover:border-line-strong focus:border-line-strong',
          isWrong ? 'border-danger bg-danger-soft' : 'border-line bg-surface-2',
          align === 'end' && 'text-end',
        )}
      />
      {isWrong ? (
        <span id={id} className="sr-only">
          {problem}
        </span>
      ) : null}
    </>
  )
}
