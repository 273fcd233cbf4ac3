import { maxOwedSales } from '../../shared/hubDebt.ts'
import { toAmount, type Amount } from '../../shared/money.ts'
import type { Sale, Sales } from './sales.ts'

export interface HubDebtsOptions {
  readonly sales: Sales
  /** A secret that is out for longer than this, ms, counts as owed although its lock has not run out yet. */
  readonly revealTimeoutMs: number
  readonly now: () => number
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

  #owed(): Sale[] {
    const { sales, revealTimeoutMs, now } = this.#options
    return sales.owed(now() - revealTimeoutMs)
  }
}
