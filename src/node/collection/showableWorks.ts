import { type Address, type CatalogueSubject, fromLabel, subjectOfWork } from '../../shared/ids.ts'
import type { Purchase, Purchases } from '../market/purchases.ts'

/** Something one bought for oneself and paid for. */
export interface ShowableWork {
  readonly work: CatalogueSubject
  readonly purchase: Purchase
}

/** What one may show: bought for oneself, paid for, not paid back; each work once, those bought last first. */
export function showableWorks(
  purchases: Pick<Purchases, 'paidForSelf' | 'refunds'>,
  account: Address,
): ShowableWork[] {
  const works = new Map<CatalogueSubject, ShowableWork>()
  for (const purchase of purchases.paidForSelf(account)) {
    const { invoice, orderId, signedRequest, label } = purchase
    if (signedRequest.request.buyer !== account) continue
    if (purchases.refunds.leftOf(orderId, invoice?.invoice.amount ?? 0n) === 0n) continue
    const { kind, id } = fromLabel(label)
    const work = subjectOfWork(kind, id)
    if (!works.has(work)) works.set(work, { work, purchase })
  }
  return [...works.values()]
}
