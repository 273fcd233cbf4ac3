import { t } from '../../../shared/i18n/t.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { momentAhead, tomorrow } from './moment.ts'

interface WhenFieldProps {
  /** As `<input type="datetime-local">` has it; empty: as soon as it is ready. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** When something goes on sale: at once, or at a time. */
export function WhenField({ value, onChange }: WhenFieldProps) {
  const isLater = value !== ''
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
      <Checkbox
        label={t('studio.onSaleLater')}
        hint={t('studio.onSaleLaterHint')}
        isChecked={isLater}
        onChange={(checked) => onChange(checked ? tomorrow() : '')}
      />
      {isLater ? (
        <TextField
          label={t('studio.dayAndTime')}
          type="datetime-local"
          value={value}
          error={momentAhead(value) === undefined ? t('studio.chooseATimeToCome') : undefined}
          onChange={({ target }) => onChange(target.value === '' ? tomorrow() : target.value)}
        />
      ) : null}
    </div>
  )
}
