import { Plus } from 'lucide-react'
import type { BonusKind } from '../../../shared/bonusFiles.ts'
import { t } from '../../../shared/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { describeBonus } from '../work/describeBonus.ts'

/** A file that goes with a release, or could. */
export interface BonusItem {
  /** Among the others. */
  readonly key: string
  /** With its ending. */
  readonly name: string
  readonly kind: BonusKind
  readonly bytes: number
  readonly isIn: boolean
}

interface BonusFieldProps {
  readonly items: readonly BonusItem[]
  readonly onToggle: (key: string, isIn: boolean) => void
  /** Asks for more files. */
  readonly onAdd: () => void
  /** Why the last ones were not taken; null: they were. */
  readonly error: unknown
}

/** The files that go with a release, each to be left out, and more to be added. */
export function BonusField({ items, onToggle, onAdd, error }: BonusFieldProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-text-2">{t('studio.goesWithIt')}</legend>
      <p className="text-sm text-text-3">{t('studio.bonusHint')}</p>
      {items.length === 0 ? null : (
        <ul aria-label={t('studio.goesWithIt')} className="flex flex-col gap-3">
          {items.map(({ key, name, isIn, ...file }) => (
            <li key={key} className="wrap-anywhere">
              <Checkbox
                label={name}
                hint={describeBonus(file)}
                isChecked={isIn}
                onChange={(checked) => onToggle(key, checked)}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button size="small" icon={Plus} onClick={onAdd}>
          {t('studio.addBonusFiles')}
        </Button>
      </div>
      {error === null ? null : (
        <p role="alert" className="text-sm text-danger">
          {messageOf(error)}
        </p>
      )}
    </fieldset>
  )
}
