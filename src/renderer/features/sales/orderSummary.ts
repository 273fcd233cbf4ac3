import type { PurchaseView, SaleView } from '../../../shared/api/node.ts'
import { isRefunded, paidBackOf } from '../../../shared/soldWorks.ts'
import type { Dot } from '../../ui/StateDots.tsx'
import { t } from '../../../shared/i18n/t.ts'

export interface OrderSummary {
  readonly dots: readonly Dot[]
  readonly summary: string
}

const saleStepLabels = () => [
  t('sales.askedFor'),
  t('common.paying'),
  t('sales.paid'),
  t('sales.inTheirLibrary'),
]
const purchaseStepLabels = () => [
  t('sales.askedFor'),
  t('common.paying'),
  t('sales.paid'),
  t('sales.inYourLibrary'),
]

/** @param at how many steps are done; the next is under way */
function summarize(steps: readonly string[], at: number, summary: string, hasFailed = false): OrderSummary {
  const dots = steps.map((label, index): Dot => {
    if (index < at) return { label, state: 'done' }
    if (index > at) return { label, state: 'waiting' }
    return { label, state: hasFailed ? 'failed' : 'running' }
  })
  return { dots, summary }
}

function summarizeRefund(at: number, summary: string): OrderSummary {
  return summarize([t('sales.paid'), t('sales.paidBack')], at, summary)
}

/** Where a sale is, for the artist. */
export function summarizeSale(
  sale: Pick<SaleView, 'state' | 'amount' | 'debt' | 'isNewEdition' | 'isByCode' | 'refunds'>,
): OrderSummary {
  const { state, debt, isNewEdition, isByCode, refunds = [] } = sale
  if (refunds.some((refund) => refund.state === 'paying')) return summarizeRefund(1, t('sales.payingBack'))
  if (paidBackOf(sale) > 0n)
    return summarizeRefund(2, isRefunded(sale) ? t('sales.paidBack') : t('sales.paidBackInPart'))
  if (isNewEdition === true) {
    return state === 'delivered'
      ? summarize(saleStepLabels(), 4, t('sales.aNewEditionInTheir'))
      : summarize(saleStepLabels(), 3, t('sales.aNewEditionBeingUnlocked'))
  }
  switch (state) {
    case 'invoiced':
      return summarize(saleStepLabels(), 1, t('sales.waitingForThePayment'))
    case 'refusing':
      return summarize(saleStepLabels(), 1, t('sales.notTakenItGoesBack'), true)
    case 'releasing':
      return summarize(saleStepLabels(), 2, t('sales.thePaymentIsArriving'))
    case 'paid':
      return summarize(
        saleStepLabels(),
        3,
        (debt ?? 0n) > 0n ? t('sales.paidInPartTheRest') : t('sales.paidBeingUnlocked'),
      )
    case 'delivered':
      return summarize(
        saleStepLabels(),
        4,
        isByCode === true ? t('sales.byACodeInTheirLibrary') : t('sales.paidAndInTheirLibrary'),
      )
    case 'expired':
      return summarize(saleStepLabels(), 1, t('sales.ranOutNothingWasPaid'), true)
  }
}

/** Where a purchase is, for the listener. */
export function summarizePurchase({
  state,
  sellerAway,
  price,
  refunded,
}: Pick<PurchaseView, 'state' | 'sellerAway' | 'price' | 'refunded'>): OrderSummary {
  if (refunded !== undefined)
    return summarizeRefund(
      2,
      refunded.amount < price ? t('sales.partPaidBackToYou') : t('sales.paidBackToYou'),
    )
  switch (state) {
    case 'requested':
      return summarize(
        purchaseStepLabels(),
        0,
        sellerAway === undefined ? t('sales.askingTheArtist') : t('buy.pendingAway'),
      )
    case 'invoiced':
      return summarize(purchaseStepLabels(), 1, t('sales.waitsForYourYes'))
    case 'paying':
      return summarize(purchaseStepLabels(), 1, t('common.paying'))
    case 'refunding':
      return summarize(purchaseStepLabels(), 1, t('sales.notTakenYourMoneyIs'), true)
    case 'unopened':
      return summarize(purchaseStepLabels(), 3, t('sales.paidAskForItAgain'), true)
    case 'paid':
      return summarize(purchaseStepLabels(), 3, t('sales.paidBeingUnlocked'))
    case 'joined':
    case 'owned':
      return summarize(purchaseStepLabels(), 4, t('sales.inYourLibrary'))
    case 'handedOver':
      return summarize(purchaseStepLabels(), 4, t('sales.givenAway'))
    case 'declined':
      return summarize(purchaseStepLabels(), 0, t('sales.theArtistSaidNo'), true)
    case 'cancelled':
      return summarize(purchaseStepLabels(), 0, t('sales.cancelledByYou'), true)
    case 'expired':
      return summarize(purchaseStepLabels(), 1, t('sales.ranOut'), true)
    case 'failed':
      return summarize(purchaseStepLabels(), 1, t('common.notPaid'), true)
  }
}
