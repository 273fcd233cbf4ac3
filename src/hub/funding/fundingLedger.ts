import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

/** What the operator gives, in base units of the network's token. */
export interface FundingTerms {
  /** Into each channel. */
  readonly deposit: Amount
  /** For all channels together, ever. */
  readonly budget: Amount
}

export type FundingState = 'intended' | 'open'

export interface FundedChannel {
  readonly account: Address
  readonly deposit: Amount
  readonly state: FundingState
}

/** Which channels the hub has promised to fund: written before anything is sent to the chain. */
export class FundingLedger {
  readonly #store: HubStore
  readonly #terms: FundingTerms
  readonly #now: Clock

  constructor(store: HubStore, terms: FundingTerms, now: Clock) {
    this.#store = store
    this.#terms = terms
    this.#now = now
  }

  /**
   * The channel of this account, promised now if it was not before. What is promised counts as spent.
   *
   * @throws BuskerError `HUB_BUDGET_SPENT`
   */
  promise(account: Address): FundedChannel {
    return this.#store.transaction(() => {
      const [known] = this.#rows('WHERE account = ?', account)
      if (known !== undefined) return known
      const { deposit, budget } = this.#terms
      if (this.spent() + deposit > budget) {
        throw new BuskerError(
          'HUB_BUDGET_SPENT',
          'The hub has given away what its operator set aside for new channels. Open a channel with your own deposit, or tell the operator.',
        )
      }
      this.#store
        .prepare('INSERT INTO funded_channels (account, deposit, state, intended_at) VALUES (?, ?, ?, ?)')
        .run(account, String(deposit), 'intended', this.#now())
      return { account, deposit, state: 'intended' as const }
    })()
  }

  opened(account: Address): void {
    this.#store.prepare("UPDATE funded_channels SET state = 'open' WHERE account = ?").run(account)
  }

  /** The channel was closed because its owner's state is lost: the deposit comes back, so the promise stands again. */
  returned(account: Address): void {
    this.#store.prepare("UPDATE funded_channels SET state = 'intended' WHERE account = ?").run(account)
  }

  /** Promised, and not known to be open: oldest first. */
  intended(): FundedChannel[] {
    return this.#rows("WHERE state = 'intended' ORDER BY intended_at")
  }

  spent(): Amount {
    return toAmount(this.#rows('').reduce((sum, { deposit }) => sum + deposit, 0n))
  }

  get terms(): FundingTerms {
    return this.#terms
  }

  #rows(where: string, ...parameters: string[]): FundedChannel[] {
    const sql = `SELECT account, deposit, state FROM funded_channels ${where}`
    return this.#store
      .prepare<string[], { account: Address; deposit: string; state: FundingState }>(sql)
      .all(...parameters)
      .map((row) => ({ ...row, deposit: toAmount(BigInt(row.deposit)) }))
  }
}
