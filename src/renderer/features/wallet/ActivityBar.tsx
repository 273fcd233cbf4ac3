import { FileDown } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { countText } from '../../ui/count.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { useToasts } from '../../ui/toasts.ts'
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
      <div role="group" aria-label={t('library.show')} className="flex rounded-small bg-surface-3 p-0.5">
        {movementKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={view.kind === kind}
            onClick={() => onChange({ ...view, kind })}
            className="h-8 rounded-[4px] px-3 text-text-2 aria-pressed:bg-surface-2 aria-pressed:font-medium aria-pressed:text-text-1"
          >
            {kindLabel(kind)}{' '}
            <span className="text-text-3">{countText(rows.filter((row) => isOfKind(row, kind)).length)}</span>
          </button>
        ))}
      </div>
      <SearchInput
        label={t('wallet.findInActivity')}
        placeholder={t('wallet.findInActivity')}
        value={view.text}
        onChange={(text) => onChange({ ...view, text })}
        className="w-56"
      />
      <ExportActivity />
    </div>
  )
}

function ExportActivity() {
  const save = useIpcMutation('app.saveActivity')
  const showToast = useToasts((toasts) => toasts.show)
  return (
    <Button
      icon={FileDown}
      className="ms-auto"
      busy={save.isPending && t('sales.exporting')}
      onClick={() =>
        save.mutate(
          {},
          {
            onSuccess: ({ file }) => {
              if (file !== null) showToast(t('sales.exportedTo', { file }), { tone: 'good' })
            },
            onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
          },
        )
      }
    >
      {t('sales.exportAsCsv')}
    </Button>
  )
}
