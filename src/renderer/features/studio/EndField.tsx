import { t } from '../../../shared/i18n/t.ts'
import { TextField } from '../../ui/TextField.tsx'

interface EndFieldProps {
  /** `2026-12-24`, or nothing. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint: string
  /** False: it is no day to come. */
  readonly isGood: boolean
}

/** Until when something holds: that day is in time. */
export function EndField({ value, onChange, hint, isGood }: EndFieldProps) {
  return (
    <TextField
      label={t('studio.until')}
      type="date"
      value={value}
      hint={hint}
      error={isGood ? undefined : t('studio.chooseADayToCome')}
      onChange={({ target }) => onChange(target.value)}
      className="flex-1"
    />
  )
}
