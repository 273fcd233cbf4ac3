import { TriangleAlert } from 'lucide-react'
import type { SaleView } from '../../../shared/api/node.ts'
import { isOwed, maxOwedSales } from '../../../shared/hubDebt.ts'
import type { Amount } from '../../../shared/money.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** What the hub owes the artist, what follows from it, and how to go on selling without it. */
export function HubDebtNotice({ sales }: { readonly sales: readonly SaleView[] }) {
  const waive = useIpcMutation('waiveDebt')
  const owing = sales.filter(isOwed)
  if (owing.length === 0) return null
  const total = owing.reduce((sum, { debt }) => sum + (debt ?? 0n), 0n) as Amount
  const isStopped = owing.length >= maxOwedSales
  return (
    <div role="status" className="mb-6 flex items-start gap-3 rounded-large bg-warning-soft px-4 py-3">
      <TriangleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      <div className="flex flex-col items-start gap-2">
        <p>
          <span className="font-medium">
            {rich('sales.hubOwesYou', { count: owing.length, amount: <TokenAmount value={total} /> })}
          </span>{' '}
          {isStopped
            ? t('sales.nothingMoreIsSoldThrough')
            : t('sales.whoeverBoughtHasWhatThey', { maxOwedSales })}{' '}
          {t('sales.askTheHubsOperator')}
        </p>
        <Button
          size="small"
          busy={waive.isPending && t('sales.givingItUp')}
          onClick={() => {
            for (const { id } of owing) waive.mutate({ id })
          }}
        >
          {t('sales.giveItUpAndSell')}
        </Button>
        {waive.error === null ? null : <p role="alert">{messageOf(waive.error)}</p>}
      </div>
    </div>
  )
}
