import { rowOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
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
  readonly #engine: SqlEngine
  readonly #terms: FaucetTerms
  readonly #limits: Pick<TransactionLimits, 'take'>

  constructor(engine: SqlEngine, terms: FaucetTerms, limits: Pick<TransactionLimits, 'take'>) {
    this.#engine = engine
    this.#terms = terms
    this.#limits = limits
  }

  /**
   * @throws BuskerError `HUB_FAUCET_USED`, `HUB_GAS_LIMIT`; what `give` of the terms throws, and then the payout is not
   *   counted
   */
  async give(to: Address): Promise<FaucetPayout> {
    const { gas, tokens } = this.#terms
    const [limits, count] = [this.#limits, (change: 1 | -1) => this.#count(to, change)]
    await this.#engine.change(function* () {
      yield* count(1)
      yield* limits.take(to, transactionsFor.faucet)
    })
    try {
      await this.#terms.give(to, { gas, tokens })
    } catch (error) {
      await this.#engine.change(() => count(-1))
      throw error
    }
    return { gas, tokens }
  }

  *#count(account: Address, change: 1 | -1): Steps<void> {
    const used = yield* rowOf(
      `INSERT INTO faucet_gifts (account, times) VALUES ($1, 1)
       ON CONFLICT (account) DO UPDATE SET times = faucet_gifts.times + $2
       WHERE faucet_gifts.times + $2 <= $3 RETURNING times`,
      account,
      change,
      this.#terms.payoutsPerAccount,
    )
    if (used !== undefined) return
    throw new BuskerError(
      'HUB_FAUCET_USED',
      `The faucet gives ${this.#terms.payoutsPerAccount} times to one account, and has done so. Go on with what you have.`,
    )
  }
}
