import { useId } from 'react'

interface PercentSliderProps {
  readonly label: string
  /** From `min` to 1. */
  readonly value: number
  readonly min?: number
  readonly onChange: (value: number) => void
}

/** A share, in steps of a hundredth. */
export function PercentSlider({ label, value, min = 0, onChange }: PercentSliderProps) {
  const id = useId()
  const percent = Math.round(value * 100)
  return (
    <div className="flex items-center gap-3 text-sm">
      <label htmlFor={id} className="w-24 shrink-0 text-text-2">
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={min * 100}
        max={100}
        step={1}
        value={percent}
        aria-valuetext={`${percent} %`}
        onChange={(event) => onChange(Number(event.target.value) / 100)}
        className="h-6 min-w-0 flex-1 accent-accent"
      />
    </div>
  )
}
