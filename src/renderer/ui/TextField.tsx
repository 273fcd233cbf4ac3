import { clsx } from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'aria-label'> {
  readonly label: string
  /** The label is read, not shown: where the place says what the field is. */
  readonly isLabelHidden?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** After the text, such as a unit. */
  readonly suffix?: string | undefined
}

/** One line of text, with its name, what is wrong with it, and help. */
export function TextField({ label, isLabelHidden, hint, error, suffix, className, ...rest }: TextFieldProps) {
  const id = useId()
  const message = error ?? hint
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden === true ? 'sr-only' : 'text-sm font-medium text-text-2'}>
        {label}
      </label>
      <div
        className={clsx(
          'flex h-9 items-center rounded-small border bg-surface-2 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent',
          error === undefined ? 'border-line-strong' : 'border-danger',
        )}
      >
        <input
          type="text"
          {...rest}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={message === undefined ? undefined : `${id}-says`}
          className="h-full w-full min-w-0 bg-transparent px-3 outline-none placeholder:text-text-3"
        />
        {suffix === undefined ? null : (
          <span className="shrink-0 pe-3 whitespace-nowrap text-text-3">{suffix}</span>
        )}
      </div>
      {message === undefined ? null : (
        <p id={`${id}-says`} className={clsx('text-sm', error === undefined ? 'text-text-3' : 'text-danger')}>
          {message}
        </p>
      )}
    </div>
  )
}
