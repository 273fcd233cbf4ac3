import { SearchInput } from '../../ui/SearchInput.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { ExportCsvButton } from '../files/ExportCsvButton.tsx'
import { isOfKind, type Movement, type MovementKind, movementKinds } from './movement.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Which part of the activity is shown. */
export interface ActivityView {
  readonly kind: MovementKind
  readonly text: string
}

interface ActivityBarProps {
  readonly view: ActivityView
  readonly onChange: (view: ActivityView) => void
  readonly rows: readonly Movement[]
}

function kindLabel(kind: MovementKind): string {
  switch (kind) {
    case 'all':
      return t('wallet.kindAll')
    case 'received':
      return t('wallet.received')
    case 'paid':
      return t('wallet.kindPaid')
    case 'chain':
      return t('wallet.kindChain')
    case 'fees':
      return t('wallet.kindFees')
  }
}

/** Chooses what of the activity is shown, and writes all of it to a file. */
export function ActivityBar({ view, onChange, rows }: ActivityBarProps) {
  return (
    <div
      role="toolbar"
      aria-label={t('wallet.activity')}
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2"
    >
      <SegmentedControl
        label={t('library.show')}
        segments={movementKinds.map((kind) => ({
          value: kind,
          label: kindLabel(kind),
          count: rows.filter((row) => isOfKind(row, kind)).length,
        }))}
        chosen={view.kind}
        onChoose={(kind) => onChange({ ...view, kind })}
      />
      <SearchInput
        label={t('wallet.findInActivity')}
        placeholder={t('wallet.findInActivity')}
        value={view.text}
        onChange={(text) => onChange({ ...view, text })}
        className="w-56"
      />
      <ExportCsvButton method="app.saveActivity" className="ms-auto" />
    </div>
  )
}
