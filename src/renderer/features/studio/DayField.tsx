import { TextField } from '../../ui/TextField.tsx'

interface DayFieldProps {
  readonly label: string
  /** `2026-12-24`, or nothing. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint: string
  /** Why the day can't be; undefined: it can. */
  readonly problem: string | undefined
}

/** From when, or until when, something holds. */
export function DayField({ label, value, onChange, hint, problem }: DayFieldProps) {
  return (
    <TextField
      label={label}
      type="date"
      value={value}
      hint={hint}
      error={problem}
      onChange={({ target }) => onChange(target.value)}
      className="min-w-40 flex-1"
    />
  )
}
