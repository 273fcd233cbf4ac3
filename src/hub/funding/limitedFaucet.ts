import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { HubStore } from '../openHubStore.ts'
import { type TransactionLimits, transactionsFor } from './transactionLimits.ts'

/** What the faucet pays out per request. */
export interface FaucetPayout {
  /** In wei. */
  readonly gas: Amount
  /** In base units of the network's token. */
  readonly tokens: Amount
}

export interface FaucetTerms extends FaucetPayout {
  /** How many payouts one account may have. */
  readonly payoutsPerAccount: number
  /** Resolves when both have arrived. */
  readonly give: (to: Address, gift: FaucetPayout) => Promise<void>
}

/** Test money for whoever asks; local networks only. */
export class LimitedFaucet {
  readonly #store: HubStore
  readonly #terms: FaucetTerms
  readonly #limits: Pick<TransactionLimits, 'take'>

  constructor(store: HubStore, terms: FaucetTerms, limits: Pick<TransactionLimits, 'take'>) {
    this.#store = store
    this.#terms = terms
    this.#limits = limits
  }

  /**
   * @throws BuskerError `HUB_FAUCET_USED`, `HUB_GAS_LIMIT`; what `give` of the terms throws, and then the payout is not
   *   counted
   */
  async give(to: Address): Promise<FaucetPayout> {
    const { gas, tokens } = this.#terms
    this.#store.transaction(() => {
      this.#count(to, 1)
      this.#limits.take(to, transactionsFor.faucet)
    })()
    try {
      await this.#terms.give(to, { gas, tokens })
    } catch (error) {
      this.#count(to, -1)
      throw error
    }
    return { gas, tokens }
  }

  #count(account: Address, change: 1 | -1): void {
    const used = this.#store
      .prepare(
        `INSERT INTO faucet_gifts (account, times) VALUES (?, 1)
         ON CONFLICT DO UPDATE SET times = times + ? WHERE times + ? <= ? RETURNING times`,
      )
      .get(account, change, change, this.#terms.payoutsPerAccount)
    if (used !== undefined) return
    throw new BuskerError(
      'HUB_FAUCET_USED',
      `The faucet gives ${this.#terms.payoutsPerAccount} times to one account, and has done so. Go on with what you have.`,
    )
  }
}
