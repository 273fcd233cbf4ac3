import { type ReactNode, useId } from 'react'

interface SliderFieldProps {
  readonly label: string
  /** In steps, all three. */
  readonly value: number
  readonly min?: number
  readonly max: number
  /** The value as it is read out. */
  readonly valueText: string
  readonly onChange: (value: number) => void
  /** Shown behind the slider. */
  readonly children?: ReactNode
}

/** A slider beside its label. */
export function SliderField({ label, value, min = 0, max, valueText, onChange, children }: SliderFieldProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-3 text-sm">
      <label htmlFor={id} className="w-24 shrink-0 text-text-2">
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={1}
        value={value}
        aria-valuetext={valueText}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-6 min-w-0 flex-1 accent-accent"
      />
      {children}
    </div>
  )
}
