import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import { canCancel, isPaying, purchaseStates } from '../../shared/orderStates.ts'
import type { Purchase } from '../market/purchases.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'
import { Refusal } from './refusal.ts'

export interface AskedPayment {
  readonly target: Address
  readonly amount: Amount
  /** Undefined: whoever pays chose none. */
  readonly identifier: bigint | undefined
}

type Parts = Pick<RaidenApiParts, 'buyer' | 'purchases' | 'events'>

/**
 * The order that a payment is for: the one whose invoice has its identifier.
 *
 * @throws Refusal 409 where it is for an order that takes no payment, or not this one; and where it would pay exactly what an
 *   open order asks for without being for that order: it would be a gift, and the order would stay unpaid
 */
export function orderOf(purchases: Parts['purchases'], asked: AskedPayment): Purchase | undefined {
  const { target, amount, identifier } = asked
  const invoiced = purchases.invoicedBy(target)
  const order = invoiced.find(({ invoice }) => invoice?.invoice.paymentId === identifier)
  if (order === undefined) {
    const waiting = invoiced.find((each) => canCancel(each) && each.invoice?.invoice.amount === amount)
    if (waiting === undefined) return undefined
    const { paymentId } = waiting.invoice?.invoice ?? {}
    throw new Refusal(
      409,
      `An order of ${waiting.label} waits for this amount under the identifier ${paymentId}. Pay with that, or take the order back. Nothing was paid.`,
    )
  }
  if (!canCancel(order) && !isPaying(order)) {
    throw new Refusal(
      409,
      `This identifier is that of an order that is ${order.state}: nothing can be paid for it any more. Nothing was paid.`,
    )
  }
  const price = order.invoice?.invoice.amount
  if (amount === price) return order
  throw new Refusal(409, `The order under this identifier costs ${price}, not ${amount}. Nothing was paid.`)
}

/**
 * Pays an order as its screen does: the person's word is given, and the order's own machine sends the payment with the
 * seller's secret hash.
 *
 * @param signal ends the waiting, not the order
 * @returns the order, paid for
 * @throws Refusal 409 with what became of it, 503 where it is still open
 */
export async function payOrder(
  parts: Parts,
  order: Purchase,
  amount: Amount,
  signal: AbortSignal,
): Promise<Purchase> {
  const { buyer, purchases, events } = parts
  const { promise, resolve, reject } = Promise.withResolvers<Purchase>()
  const check = (changed: string) => {
    const current = changed === order.id ? purchases.get(changed) : undefined
    if (current === undefined) return
    const { money, outcome } = purchaseStates[current.state]
    if (money === 'paid') resolve(current)
    else if (outcome === 'nothing') reject(notPaid(current))
  }
  const leave = () =>
    reject(new Refusal(503, 'Nobody waits for this payment any more. The order goes on by itself.'))
  events.on('purchase', check)
  signal.addEventListener('abort', leave, { once: true })
  try {
    if (signal.aborted) leave()
    buyer.confirm(order.id, amount)
    check(order.id)
    return await promise
  } finally {
    events.off('purchase', check)
    signal.removeEventListener('abort', leave)
  }
}

function notPaid({ state, message }: Purchase): Refusal {
  return new Refusal(409, message ?? `The order is ${state}. Nothing was paid.`)
}
