import type { PurchaseView } from '../../../shared/api/node.ts'
import type { Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

/** An order that somebody else paid for. */
export type ReceivedGift = PurchaseView & { readonly giver: NonNullable<PurchaseView['giver']> }

const none: ReadonlyMap<Label, ReceivedGift> = new Map()
/** Of each list as long as it lives: every row of a page looks into it. */
const known = new WeakMap<readonly PurchaseView[], ReadonlyMap<Label, ReceivedGift>>()

/** What of one's own was given by somebody. */
export function useReceivedGifts(): ReadonlyMap<Label, ReceivedGift> {
  const purchases = useIpcQuery('purchases', {}).data
  if (purchases === undefined) return none
  const found =
    known.get(purchases) ?? new Map(purchases.filter(isReceived).map((gift) => [gift.label, gift]))
  known.set(purchases, found)
  return found
}

const isReceived = (purchase: PurchaseView): purchase is ReceivedGift =>
  purchase.giver !== undefined && purchase.hasAccess
