import { type Rate, rateOf } from '../../shared/currency.ts'
import type { Store } from '../store/openStore.ts'

interface RateRow {
  readonly id: string
  readonly currency: string
  readonly per_token: string
}

/** What a token was worth when some were sent out of the account, as it was known then. */
export class TransferRates {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Written once: what is there stays. @param id of the transfer */
  keep(id: string, { currency, perToken }: Rate): void {
    this.#store
      .prepare('INSERT INTO transfer_rates (id, currency, per_token) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run(id, currency, perToken.toString())
  }

  /** By the transfer's id. */
  all(): ReadonlyMap<string, Rate> {
    const rows = this.#store.prepare<[], RateRow>('SELECT * FROM transfer_rates').all()
    return new Map(rows.map(({ id, currency, per_token: perToken }) => [id, rateOf(currency, perToken)]))
  }
}
