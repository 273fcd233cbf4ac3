import type { PurchaseView } from '../../shared/api/node.ts'
import type { Address } from '../../shared/ids.ts'
import type { Purchase, Purchases } from '../market/purchases.ts'
import type { SellerContacts } from '../market/sellerContacts.ts'
import { giverViewOf, type KnownPeople } from './giverViews.ts'
import { toPurchaseView } from './viewMappers.ts'

export interface PurchaseViewParts {
  /** Of the node's owner. */
  readonly account: Address
  readonly contacts: Pick<SellerContacts, 'absence'>
  readonly purchases: Pick<Purchases, 'refunds'>
  readonly people: KnownPeople
}

/** An order as it is shown, with what came back for it, who gave or gets it, and what is known of a seller who does not answer it. */
export function purchaseViewOf(parts: PurchaseViewParts, purchase: Purchase): PurchaseView {
  const { contacts, purchases } = parts
  const view = {
    ...toPurchaseView(purchase, purchases.refunds.of(purchase.orderId)),
    ...giftFacts(parts, purchase),
  }
  if (purchase.state !== 'requested') return view
  const sellerAway = contacts.absence(purchase.seller)
  return sellerAway === undefined ? view : { ...view, sellerAway }
}

/** Who gave it to the owner of the node, or to whom they give it. */
function giftFacts(
  { account, people }: PurchaseViewParts,
  { recipient, dedication, signedRequest }: Purchase,
): Pick<PurchaseView, 'giver' | 'dedication' | 'recipientName'> {
  const { buyer } = signedRequest.request
  if (buyer === recipient) return {}
  const recipientName = people.get(recipient)?.name
  return {
    ...(recipient === account && { giver: giverViewOf(people, buyer, dedication?.name) }),
    ...(recipient !== account && recipientName !== undefined && { recipientName }),
    ...(dedication !== null && { dedication }),
  }
}
