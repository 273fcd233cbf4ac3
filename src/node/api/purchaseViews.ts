import type { PurchaseView } from '../../shared/api/node.ts'
import type { Purchase, Purchases } from '../market/purchases.ts'
import type { SellerContacts } from '../market/sellerContacts.ts'
import { toPurchaseView } from './viewMappers.ts'

export interface PurchaseViewParts {
  readonly contacts: Pick<SellerContacts, 'absence'>
  readonly purchases: Pick<Purchases, 'refunds'>
}

/** An order as it is shown, with what came back for it, and what is known of a seller who does not answer it. */
export function purchaseViewOf({ contacts, purchases }: PurchaseViewParts, purchase: Purchase): PurchaseView {
  const view = toPurchaseView(purchase, purchases.refunds.of(purchase.orderId))
  if (purchase.state !== 'requested') return view
  const sellerAway = contacts.absence(purchase.seller)
  return sellerAway === undefined ? view : { ...view, sellerAway }
}
