import type { PurchaseView, SaleView } from '../../../shared/api/node.ts'
import type { Dot } from '../../ui/StateDots.tsx'

export interface OrderSummary {
  readonly dots: readonly Dot[]
  readonly summary: string
}

const saleStepLabels = ['Asked for', 'Paying', 'Paid', 'In their library']
const purchaseStepLabels = ['Asked for', 'Paying', 'Paid', 'In your library']

/** @param at how many steps are done; the next is under way */
function summarize(steps: readonly string[], at: number, summary: string, hasFailed = false): OrderSummary {
  const dots = steps.map((label, index): Dot => {
    if (index < at) return { label, state: 'done' }
    if (index > at) return { label, state: 'waiting' }
    return { label, state: hasFailed ? 'failed' : 'running' }
  })
  return { dots, summary }
}

/** Where a sale is, for the artist. */
export function summarizeSale({
  state,
  debt,
  isNewEdition,
}: Pick<SaleView, 'state' | 'debt' | 'isNewEdition'>): OrderSummary {
  if (isNewEdition === true) {
    return state === 'delivered'
      ? summarize(saleStepLabels, 4, 'A new edition, in their library')
      : summarize(saleStepLabels, 3, 'A new edition, being unlocked')
  }
  switch (state) {
    case 'invoiced':
      return summarize(saleStepLabels, 1, 'Waiting for the payment')
    case 'refusing':
      return summarize(saleStepLabels, 1, 'Not taken: it goes back', true)
    case 'releasing':
      return summarize(saleStepLabels, 2, 'The payment is arriving')
    case 'paid':
      return summarize(
        saleStepLabels,
        3,
        (debt ?? 0n) > 0n ? 'Paid in part; the rest is owed' : 'Paid, being unlocked',
      )
    case 'delivered':
      return summarize(saleStepLabels, 4, 'Paid and in their library')
    case 'expired':
      return summarize(saleStepLabels, 1, 'Ran out: nothing was paid', true)
  }
}

/** Where a purchase is, for the listener. */
export function summarizePurchase({ state }: Pick<PurchaseView, 'state'>): OrderSummary {
  switch (state) {
    case 'requested':
      return summarize(purchaseStepLabels, 0, 'Asking the artist')
    case 'invoiced':
      return summarize(purchaseStepLabels, 1, 'Waits for your yes')
    case 'paying':
      return summarize(purchaseStepLabels, 1, 'Paying')
    case 'refunding':
      return summarize(purchaseStepLabels, 1, 'Not taken: your money is coming back', true)
    case 'unopened':
      return summarize(purchaseStepLabels, 3, 'Paid; ask for it again', true)
    case 'paid':
      return summarize(purchaseStepLabels, 3, 'Paid, being unlocked')
    case 'joined':
    case 'owned':
      return summarize(purchaseStepLabels, 4, 'In your library')
    case 'handedOver':
      return summarize(purchaseStepLabels, 4, 'Given away')
    case 'declined':
      return summarize(purchaseStepLabels, 0, 'The artist said no', true)
    case 'cancelled':
      return summarize(purchaseStepLabels, 0, 'Cancelled by you', true)
    case 'expired':
      return summarize(purchaseStepLabels, 1, 'Ran out', true)
    case 'failed':
      return summarize(purchaseStepLabels, 1, 'Not paid', true)
  }
}
