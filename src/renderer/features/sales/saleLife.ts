import type { PurchaseView, SaleView } from '../../../shared/api/node.ts'
import type { Dot } from '../../ui/StateDots.tsx'

export interface Life {
  readonly dots: readonly Dot[]
  readonly says: string
}

const saleSteps = ['Asked for', 'Paying', 'Paid', 'In their library']
const purchaseSteps = ['Asked for', 'Paying', 'Paid', 'In your library']

/** @param at how many steps are done; the next is under way */
function life(steps: readonly string[], at: number, says: string, hasFailed = false): Life {
  const dots = steps.map((label, place): Dot => {
    if (place < at) return { label, state: 'done' }
    if (place > at) return { label, state: 'waiting' }
    return { label, state: hasFailed ? 'failed' : 'running' }
  })
  return { dots, says }
}

/** Where a sale is, for the artist. */
export function lifeOfSale({ state, debt }: Pick<SaleView, 'state' | 'debt'>): Life {
  switch (state) {
    case 'invoiced':
      return life(saleSteps, 1, 'Waiting for the payment')
    case 'releasing':
      return life(saleSteps, 2, 'The payment is arriving')
    case 'paid':
      return life(saleSteps, 3, (debt ?? 0n) > 0n ? 'Paid in part; the rest is owed' : 'Paid, being unlocked')
    case 'delivered':
      return life(saleSteps, 4, 'Paid and in their library')
    case 'expired':
      return life(saleSteps, 1, 'Ran out: nothing was paid', true)
    default:
      return life(saleSteps, 1, state)
  }
}

/** Where a purchase is, for the listener. */
export function lifeOfPurchase({ state }: Pick<PurchaseView, 'state'>): Life {
  switch (state) {
    case 'requested':
      return life(purchaseSteps, 0, 'Asking the artist')
    case 'invoiced':
      return life(purchaseSteps, 1, 'Waits for your yes')
    case 'paying':
      return life(purchaseSteps, 1, 'Paying')
    case 'paid':
      return life(purchaseSteps, 3, 'Paid, being unlocked')
    case 'joined':
    case 'owned':
      return life(purchaseSteps, 4, 'In your library')
    case 'handedOver':
      return life(purchaseSteps, 4, 'Given away')
    case 'declined':
      return life(purchaseSteps, 0, 'The artist said no', true)
    case 'cancelled':
      return life(purchaseSteps, 0, 'Cancelled by you', true)
    case 'expired':
      return life(purchaseSteps, 1, 'Ran out', true)
    case 'failed':
      return life(purchaseSteps, 1, 'Not paid', true)
    default:
      return life(purchaseSteps, 0, state)
  }
}

/** True once the money is the artist's. */
export const isEarned = ({ state }: Pick<SaleView, 'state'>): boolean =>
  state === 'paid' || state === 'delivered'
