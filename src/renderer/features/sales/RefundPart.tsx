import { useState } from 'react'
import type { RefundView, SaleView } from '../../../shared/api/node.ts'
import { isEarned } from '../../../shared/orderStates.ts'
import { leftToPayBack } from '../../../shared/soldWorks.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { rich } from '../../ui/rich.ts'
import { exactTime } from '../../ui/time.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { RefundDialog } from './RefundDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What is paid back for a sale, and the way to it; nothing where nothing can be. */
export function RefundPart({ sale, title }: { readonly sale: SaleView; readonly title: string }) {
  const [isAsking, setIsAsking] = useState(false)
  const takeBack = useIpcMutation('takeBackRefund')
  const { refunds = [] } = sale
  if (!canPayBack(sale)) return null
  const waiting = refunds.find(({ state }) => state === 'paying')
  return (
    <section
      aria-label={t('sales.refund')}
      className="mt-5 flex flex-col items-start gap-2 border-t border-line pt-4"
    >
      {refunds.length === 0 ? null : (
        <div role="status" className="flex flex-col gap-2">
          {refunds.map((refund, index) => (
            <p key={index}>{describe(refund)}</p>
          ))}
        </div>
      )}
      {takeBack.isError ? <p role="alert">{messageOf(takeBack.error)}</p> : null}
      {waiting === undefined ? null : (
        <Button
          size="small"
          disabled={waiting.isTakenBack}
          busy={takeBack.isPending && t('sales.takingItBack')}
          onClick={() => takeBack.mutate({ id: sale.id })}
        >
          {t('sales.dontPayItBack')}
        </Button>
      )}
      {waiting !== undefined || leftToPayBack(sale) === 0n ? null : (
        <Button size="small" onClick={() => setIsAsking(true)}>
          {t('sales.payItBack')}
        </Button>
      )}
      {isAsking ? <RefundDialog sale={sale} title={title} onClose={() => setIsAsking(false)} /> : null}
    </section>
  )
}

/** Something was paid for it, and the artist has got all of it. */
export function canPayBack(sale: SaleView): boolean {
  return isEarned(sale) && sale.amount > 0n && sale.debt === null
}

function describe({ state, amount, message, paidAt, endsAccess }: RefundView) {
  if (state === 'unpaid' || (state === 'paying' && message !== null)) return message
  if (state === 'paying') return t('sales.payingBack')
  const when = paidAt === null ? '' : exactTime(paidAt)
  return rich(endsAccess ? 'sales.paidBackAccessEnded' : 'sales.paidBackOn', {
    when,
    amount: <TokenAmount value={amount} isExact />,
  })
}
