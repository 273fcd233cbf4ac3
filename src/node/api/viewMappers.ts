import type { GrantView, PurchaseView, RefundView, SaleView } from '../../shared/api/node.ts'
import type { Rate } from '../../shared/currency.ts'
import { hasAccess, isEarned } from '../../shared/orderStates.ts'
import type { GrantedPolicy } from '../access/access.ts'
import { isSettled } from '../saga/stateMachine.ts'
import { purchaseMachine } from '../market/purchaseMachine.ts'
import { orderMoney } from '../../shared/orderMoney.ts'
import { describeMoney } from '../market/purchaseOutcome.ts'
import type { Purchase } from '../market/purchases.ts'
import type { ReceivedRefund } from '../market/receivedRefunds.ts'
import type { Refund } from '../market/refunds.ts'
import type { Thanks } from '../market/thanks.ts'
import type { Sale } from '../market/sales.ts'

/** @param refunded what came back for it */
export function toPurchaseView(purchase: Purchase, refunded?: ReceivedRefund): PurchaseView {
  const { id, state, label, manifest, seller, recipient, price, fee, code, message } = purchase
  const { deadline, createdAt, changedAt } = purchase
  const paymentId = purchase.invoice?.invoice.paymentId
  return {
    id,
    state,
    label,
    manifest,
    seller,
    recipient,
    price,
    fee,
    ...(paymentId !== undefined && { paymentId: String(paymentId) }),
    code,
    message,
    deadline,
    createdAt,
    changedAt,
    paid: purchase.secret === null ? null : (purchase.invoice?.invoice.amount ?? null),
    ...(purchase.thanks !== null && { thanks: purchase.thanks }),
    ...(refunded && { refunded }),
    money: refunded === undefined ? describeMoney(purchase) : describeRefunded(purchase, refunded),
    isSettled: isSettled(purchaseMachine, state),
    hasAccess: hasAccess(purchase),
  }
}

function describeRefunded({ price }: Purchase, { amount }: ReceivedRefund): string {
  return amount < price ? orderMoney.partPaidBack : orderMoney.paidBack
}

interface SaleExtras {
  /** What a token was worth when it was paid; left out: not known. */
  readonly rate?: Rate | undefined
  readonly refunds?: RefundView[]
  readonly thanks?: Thanks | undefined
  readonly isByCode?: boolean
}

export function toSaleView(
  sale: Sale,
  { refunds = [], thanks, isByCode = false, rate }: SaleExtras = {},
): SaleView {
  const { id, state, label, buyer, recipient, amount, debt, code, message } = sale
  const { deadline, createdAt, changedAt } = sale
  const isDebtWaived = sale.debtWaivedAt !== null
  // The secret leaves when the payment is there.
  const paidAt = isEarned(sale) ? sale.releasedAt : null
  const isNewEdition = sale.earlierOrder !== null
  return {
    id,
    state,
    label,
    buyer,
    recipient,
    amount,
    debt,
    isDebtWaived,
    ...(isNewEdition && { isNewEdition }),
    ...(isByCode && { isByCode }),
    ...(paidAt !== null && { paidAt }),
    ...(rate && { rate }),
    ...(refunds.length > 0 && { refunds }),
    ...(sale.greeting !== null && { greeting: sale.greeting }),
    ...(thanks && { thanks: { text: thanks.text, isSent: thanks.state === 'sent' } }),
    code,
    message,
    deadline,
    createdAt,
    changedAt,
  }
}

/** @param rate what a token was worth when it was paid; undefined: not known */
export function toRefundView(refund: Refund, rate: Rate | undefined): RefundView {
  const { state, amount, endsAccess, isTakenBack, fee, paidAt, code, message } = refund
  return { state, amount, endsAccess, isTakenBack, fee, paidAt, ...(rate && { rate }), code, message }
}

export function toGrantView(grant: GrantedPolicy): GrantView {
  const { id, label, recipient, threshold, shares, end, grantedAt, acknowledged } = grant
  return {
    id,
    label,
    recipient,
    threshold,
    shares,
    end,
    grantedAt,
    acknowledged,
    isRevoked: grant.revocation !== null,
  }
}
