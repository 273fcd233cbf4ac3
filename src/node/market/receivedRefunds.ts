import type { OrderId } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { refundPaymentId } from './refundIdentity.ts'

/** What came back for an order, at once or in parts. */
export interface ReceivedRefund {
  /** Of all of it, base units. */
  readonly amount: Amount
  /** When the last of it came, ms since epoch. */
  readonly at: number
}

/**
 * What an artist has paid back, as the buyer's ledger says: a payment with the identifier that follows from the order. No
 * message is needed, and none is believed.
 */
export class ReceivedRefunds {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** @param order null: there is none yet */
  of(order: OrderId | null): ReceivedRefund | undefined {
    if (order === null) return undefined
    const rows = this.#store
      .prepare<[string], { amount: string; changed_at: number }>(
        `SELECT amount, changed_at FROM payments
         WHERE payment_id = ? AND direction = 'received' AND outcome = 'paid' ORDER BY changed_at`,
      )
      .all(refundPaymentId(order).toString())
    const last = rows.at(-1)
    if (last === undefined) return undefined
    return {
      amount: toAmount(rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n)),
      at: last.changed_at,
    }
  }

  /** What has not come back of what was paid for an order; anybody who knows the order can send more than that. Base units. */
  leftOf(order: OrderId | null, paid: bigint): Amount {
    const back = this.of(order)?.amount ?? 0n
    return toAmount(back < paid ? paid - back : 0n)
  }

  /** Of every purchase, by the payment identifier that its refund has or would have. */
  purchases(): ReadonlyMap<bigint, string> {
    const ordered = this.#store
      .prepare<[], { id: string; order_id: OrderId }>(
        'SELECT id, order_id FROM purchases WHERE order_id IS NOT NULL ORDER BY created_at',
      )
      .all()
    return new Map(ordered.map(({ id, order_id: order }) => [refundPaymentId(order), id]))
  }
}
