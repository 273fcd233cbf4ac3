import { EyeOff } from 'lucide-react'
import type { CatalogueSubject } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** Says that the hub leaves something out of what it finds and lists, and why. Nothing where it does not, or does not answer. */
export function HubBlockNotice({ subjects }: { readonly subjects: readonly CatalogueSubject[] }) {
  const blocks = useIpcQuery('hubBlocks', {}).data ?? []
  const block = blocks.find(({ subject }) => subjects.includes(subject))
  if (block === undefined) return null
  return (
    <div role="note" className="flex gap-3 rounded-large bg-surface-2 p-4">
      <EyeOff size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      <div className="min-w-0">
        <p className="font-medium">{t('report.leftOut')}</p>
        <p className="mt-1 wrap-anywhere text-text-2">
          {rich('report.leftOutBecause', { reason: <bdi>{block.reason}</bdi> })}
        </p>
      </div>
    </div>
  )
}
