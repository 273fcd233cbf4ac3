import { type ComponentProps, useId } from 'react'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'aria-label'> {
  readonly label: string
  readonly hint?: string
}

/** Several lines of text, with their name and help. */
export function TextArea({ label, hint, className, ...rest }: TextAreaProps) {
  const id = useId()
  return (
    <div className={className}>
      <label htmlFor={id} className="text-sm font-medium text-text-2">
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-says`}
        className="mt-1 block w-full rounded-small border border-line-strong bg-surface-2 px-3 py-2 text-text-1"
      />
      {hint === undefined ? null : (
        <p id={`${id}-says`} className="mt-1 text-sm text-text-3">
          {hint}
        </p>
      )}
    </div>
  )
}
