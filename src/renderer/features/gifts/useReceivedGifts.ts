import { useMemo } from 'react'
import type { PurchaseView } from '../../../shared/api/node.ts'
import type { Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

/** An order that somebody else paid for. */
export type ReceivedGift = PurchaseView & { readonly giver: NonNullable<PurchaseView['giver']> }

/** What of one's own was given by somebody. */
export function useReceivedGifts(): ReadonlyMap<Label, ReceivedGift> {
  const purchases = useIpcQuery('purchases', {}).data
  return useMemo(() => new Map(purchases?.filter(isReceived).map((gift) => [gift.label, gift])), [purchases])
}

const isReceived = (purchase: PurchaseView): purchase is ReceivedGift =>
  purchase.giver !== undefined && purchase.hasAccess
