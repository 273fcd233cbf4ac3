import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { HubStore } from '../openHubStore.ts'

/** What one turn at the faucet gives. */
export interface FaucetGift {
  /** In wei. */
  readonly gas: Amount
  /** In base units of the network's token. */
  readonly tokens: Amount
}

export interface FaucetTerms extends FaucetGift {
  /** How many turns one account has. */
  readonly turns: number
  /** Resolves when both have arrived. */
  readonly give: (to: Address, gift: FaucetGift) => Promise<void>
}

/** Test money for whoever asks; local networks only. */
export class Faucet {
  readonly #store: HubStore
  readonly #terms: FaucetTerms

  constructor(store: HubStore, terms: FaucetTerms) {
    this.#store = store
    this.#terms = terms
  }

  /** @throws BuskerError `HUB_FAUCET_USED`; what giving throws, and then the turn is not used up */
  async give(to: Address): Promise<FaucetGift> {
    const { gas, tokens } = this.#terms
    this.#count(to, 1)
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
      .get(account, change, change, this.#terms.turns)
    if (used !== undefined) return
    throw new BuskerError(
      'HUB_FAUCET_USED',
      `The faucet gives ${this.#terms.turns} times to one account, and has done so. Go on with what you have.`,
    )
  }
}
