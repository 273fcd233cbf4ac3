import type { GrantView, PurchaseView, SaleView } from '../../shared/api/node.ts'
import { hasAccess, isEarned } from '../../shared/orderStates.ts'
import type { GrantedPolicy } from '../access/access.ts'
import { isSettled } from '../saga/stateMachine.ts'
import { purchaseMachine } from '../market/purchaseMachine.ts'
import { describeMoney } from '../market/purchaseOutcome.ts'
import type { Purchase } from '../market/purchases.ts'
import type { Sale } from '../market/sales.ts'

export function toPurchaseView(purchase: Purchase): PurchaseView {
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
    money: describeMoney(purchase),
    isSettled: isSettled(purchaseMachine, state),
    hasAccess: hasAccess(purchase),
  }
}

export function toSaleView(sale: Sale): SaleView {
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
    ...(paidAt !== null && { paidAt }),
    code,
    message,
    deadline,
    createdAt,
    changedAt,
  }
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
