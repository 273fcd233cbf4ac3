import type { PurchaseView } from '../../shared/api/node.ts'
import type { Purchase } from '../market/purchases.ts'
import type { SellerContacts } from '../market/sellerContacts.ts'
import { toPurchaseView } from './viewMappers.ts'

/** An order as it is shown, with what is known of a seller who does not answer it. */
export function purchaseViewOf(contacts: Pick<SellerContacts, 'absence'>, purchase: Purchase): PurchaseView {
  const view = toPurchaseView(purchase)
  if (purchase.state !== 'requested') return view
  const sellerAway = contacts.absence(purchase.seller)
  return sellerAway === undefined ? view : { ...view, sellerAway }
}
