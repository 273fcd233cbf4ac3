import { useState } from 'react'
import type { SaleView } from '../../../shared/api/node.ts'
import { isEarned } from '../../../shared/orderStates.ts'
import { isRefunded } from '../../../shared/soldWorks.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { rich } from '../../ui/rich.ts'
import { exactTime } from '../../ui/time.ts'
import { RefundDialog } from './RefundDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What is paid back for a sale, and the way to it; nothing where nothing can be. */
export function RefundPart({ sale, title }: { readonly sale: SaleView; readonly title: string }) {
  const [isAsking, setIsAsking] = useState(false)
  const takeBack = useIpcMutation('takeBackRefund')
  const { refund } = sale
  if (!canPayBack(sale)) return null
  const isWaiting = refund?.state === 'paying'
  return (
    <section
      aria-label={t('sales.refund')}
      className="mt-5 flex flex-col items-start gap-2 border-t border-line pt-4"
    >
      {refund === undefined ? null : <p role="status">{describe(refund)}</p>}
      {takeBack.isError ? <p role="alert">{messageOf(takeBack.error)}</p> : null}
      {isRefunded(sale) || refund?.code === 'REFUND_UNSURE' ? null : isWaiting ? (
        <Button
          size="small"
          disabled={refund.isTakenBack}
          busy={takeBack.isPending && t('sales.takingItBack')}
          onClick={() => takeBack.mutate({ id: sale.id })}
        >
          {t('sales.dontPayItBack')}
        </Button>
      ) : (
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

function describe({ state, message, paidAt, endsAccess }: NonNullable<SaleView['refund']>) {
  if (state === 'unpaid' || (state === 'paying' && message !== null)) return message
  if (state === 'paying') return t('sales.payingBack')
  const when = paidAt === null ? '' : exactTime(paidAt)
  return rich(endsAccess ? 'sales.paidBackAccessEnded' : 'sales.paidBackOn', { when })
}
