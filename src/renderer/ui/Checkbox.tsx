import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

export interface CheckboxProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly hint?: ReactNode
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean
}

/** A checkbox with its label. */
export function Checkbox(props: CheckboxProps) {
  return <Toggle {...props} kind="checkbox" />
}

/** A switch with its label; it takes effect at once. */
export function Switch(props: CheckboxProps) {
  return <Toggle {...props} kind="switch" />
}

const kindStyles = {
  checkbox:
    'size-4.5 rounded-[4px] border border-line-strong bg-surface-2 checked:border-accent checked:bg-accent after:m-auto after:block after:h-2.5 after:w-1.5 after:rotate-45 after:border-e-2 after:border-b-2 after:border-on-accent after:opacity-0 checked:after:opacity-100',
  switch:
    'h-6 w-10 rounded-full bg-line-strong after:m-1 after:block after:size-4 after:rounded-full after:bg-surface-2 after:transition-transform checked:bg-accent checked:after:translate-x-4 rtl:checked:after:-translate-x-4',
} as const

function Toggle({
  label,
  isLabelHidden,
  hint,
  isChecked,
  onChange,
  isDisabled,
  kind,
}: CheckboxProps & { readonly kind: keyof typeof kindStyles }) {
  const id = useId()
  return (
    <div className={clsx('flex items-start gap-3', kind === 'switch' && 'flex-row-reverse justify-between')}>
      <input
        id={id}
        type="checkbox"
        {...(kind === 'switch' ? { role: 'switch' } : {})}
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={clsx(
          'mt-px shrink-0 appearance-none transition-colors disabled:opacity-40 forced-color-adjust-none',
          kindStyles[kind],
        )}
      />
      <div className={isLabelHidden === true ? 'sr-only' : 'min-w-0'}>
        <label
          htmlFor={id}
          className={clsx('-my-0.5 inline-block py-0.5', kind === 'switch' && 'font-medium')}
        >
          {label}
        </label>
        {hint === undefined ? null : (
          <p id={`${id}-hint`} className="text-sm text-text-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
