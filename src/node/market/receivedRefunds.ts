import type { OrderId } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Store } from '../store/openStore.ts'
import { refundPaymentId } from './refundIdentity.ts'

/** What came back for an order. */
export interface ReceivedRefund {
  /** Base units. */
  readonly amount: Amount
  /** ms since epoch */
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
    const [first] = rows
    if (first === undefined) return undefined
    return {
      amount: toAmount(rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n)),
      at: first.changed_at,
    }
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
