import { SliderField } from './SliderField.tsx'

interface PercentSliderProps {
  readonly label: string
  /** From `min` to 1. */
  readonly value: number
  readonly min?: number
  readonly onChange: (value: number) => void
}

/** A share, in steps of a hundredth. */
export function PercentSlider({ label, value, min = 0, onChange }: PercentSliderProps) {
  const percent = Math.round(value * 100)
  return (
    <SliderField
      label={label}
      min={min * 100}
      max={100}
      value={percent}
      valueText={`${percent} %`}
      onChange={(chosen) => onChange(chosen / 100)}
    />
  )
}
