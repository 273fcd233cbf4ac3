import { TriangleAlert } from 'lucide-react'
import type { SaleView } from '../../../shared/api/node.ts'
import { isOwed, maxOwedSales } from '../../../shared/hubDebt.ts'
import type { Amount } from '../../../shared/money.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { countOf } from '../../ui/count.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'

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
            The hub owes you <TokenAmount value={total} /> for {countOf(owing.length, 'sale')}.
          </span>{' '}
          {isStopped
            ? 'Nothing more is sold through it until it pays: orders wait, and their buyers read why.'
            : `Whoever bought has what they paid for. Selling stops at ${maxOwedSales}.`}{' '}
          Ask the hub’s operator.
        </p>
        <Button
          size="small"
          busy={waive.isPending && 'Giving it up…'}
          onClick={() => {
            for (const { id } of owing) waive.mutate({ id })
          }}
        >
          Give it up and sell on…
        </Button>
        {waive.error === null ? null : <p role="alert">{messageOf(waive.error)}</p>}
      </div>
    </div>
  )
}
