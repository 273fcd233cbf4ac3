import { clsx } from 'clsx'
import { type ComponentProps, useId } from 'react'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'aria-label' | 'id'> {
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
}

/** Text of several lines, with its name, what is wrong with it, and help. */
export function TextArea({ label, hint, error, className, ...rest }: TextAreaProps) {
  const id = useId()
  const message = error ?? hint
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium text-text-2">
        {label}
      </label>
      <textarea
        dir="auto"
        {...rest}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={message === undefined ? undefined : `${id}-says`}
        className={clsx(
          'rounded-small border bg-surface-2 px-3 py-2 text-base text-text-1',
          error === undefined ? 'border-line-strong' : 'border-danger',
        )}
      />
      {message === undefined ? null : (
        <p id={`${id}-says`} className={clsx('text-sm', error === undefined ? 'text-text-3' : 'text-danger')}>
          {message}
        </p>
      )}
    </div>
  )
}
