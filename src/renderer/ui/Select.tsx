import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'

export interface SelectProps<V extends string> {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
  readonly isDisabled?: boolean
  readonly className?: string
}

/** A native select: it needs no style of ours, and every screen reader knows it. */
export function Select<V extends string>({
  label,
  isLabelHidden,
  value,
  options,
  onChange,
  isDisabled,
  className,
}: SelectProps<V>) {
  const id = useId()
  const choose = (text: string) => {
    const chosen = options.find((option) => option.value === text)
    if (chosen !== undefined) onChange(chosen.value)
  }
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden === true ? 'sr-only' : 'text-sm font-medium text-text-2'}>
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          disabled={isDisabled}
          onChange={(event) => choose(event.target.value)}
          className="h-9 w-full appearance-none rounded-small border border-line-strong bg-surface-2 pe-9 ps-3 text-text-1"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          size={16}
          aria-hidden
          className="pointer-events-none absolute top-2.5 end-3 text-text-3"
        />
      </div>
    </div>
  )
}
