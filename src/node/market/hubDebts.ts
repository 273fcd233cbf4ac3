import type { Payments } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { maxOwedSales } from '../../shared/hubDebt.ts'
import { toAmount, type Amount } from '../../shared/money.ts'
import { lookUpPayment } from './paymentLookup.ts'
import type { Sale, Sales } from './sales.ts'

export interface HubDebtsOptions {
  readonly sales: Sales
  /** A secret that is out for longer than this, ms, counts as owed although its lock has not run out yet. */
  readonly revealTimeoutMs: number
  readonly now: () => number
  readonly payments: Pick<Payments, 'lookup'>
  readonly onChange?: (id: string) => void
}

/** What the hub owes for sales that were granted: recorded when it withholds an unlock, until paid or given up. */
export class HubDebts {
  readonly #options: HubDebtsOptions

  constructor(options: HubDebtsOptions) {
    this.#options = options
  }

  /** Whether the hub owes so much that nothing more is sold through it. */
  isAtLimit(): boolean {
    return this.#owed().length >= maxOwedSales
  }

  /** Base units. */
  total(): Amount {
    return toAmount(this.#owed().reduce((sum, { amount }) => sum + amount, 0n))
  }

  /**
   * The artist gives up what the hub owes for a sale: it is not counted any more when selling on is decided.
   *
   * @throws BuskerError `ORDER_UNKNOWN`, `SALE_NOTHING_OWED`
   */
  waive(order: string): Sale {
    const { sales, now, onChange } = this.#options
    const sale = sales.get(order)
    if (sale === undefined) throw new BuskerError('ORDER_UNKNOWN', `There is no sale ${order}.`)
    if (sale.debt === null) throw new BuskerError('SALE_NOTHING_OWED', 'The hub owes nothing for this sale.')
    const debtWaivedAt = now()
    sales.update(order, { debtWaivedAt })
    onChange?.(order)
    return { ...sale, debtWaivedAt }
  }

  /** Looks whether the hub has paid what it owed: it may unlock late. @returns whether it has paid anything */
  async collect(): Promise<boolean> {
    const { sales, payments, onChange } = this.#options
    let hasPaid = false
    for (const { id, secretHash } of sales.withDebt()) {
      const payment = await lookUpPayment(payments, secretHash, 'received')
      if (payment.state !== 'paid') continue
      hasPaid = true
      sales.update(id, { debt: null, debtWaivedAt: null, code: null, message: null })
      onChange?.(id)
    }
    return hasPaid
  }

  #owed(): Sale[] {
    const { sales, revealTimeoutMs, now } = this.#options
    return sales.owed(now() - revealTimeoutMs)
  }
}
