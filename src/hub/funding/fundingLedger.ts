import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

/** What the operator gives, in base units of the network's token. */
export interface FundingTerms {
  /** Into each channel, and again whenever its owner has been paid so much that less than half of it is left. */
  readonly deposit: Amount
  /** The most that is ever added to the channels of one account beyond the first deposit. */
  readonly topUps: Amount
  /** For all channels together, ever. */
  readonly budget: Amount
}

export type FundingState = 'intended' | 'open'

export interface FundedChannel {
  readonly account: Address
  /** What the hub's deposit is to be, top-ups included. */
  readonly deposit: Amount
  /** True when the channel was open before: where it is gone, it is not opened again. */
  readonly isTopUp: boolean
  readonly state: FundingState
}

/** The channels that the hub has reserved money for, written before anything is sent to the chain. */
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
   * The channel of this account, with its deposit reserved now if it was not before. What is reserved counts as spent.
   *
   * @throws BuskerError `HUB_BUDGET_SPENT`
   */
  reserve(account: Address): FundedChannel {
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
      return { account, deposit, isTopUp: false, state: 'intended' as const }
    })()
  }

  /**
   * Reserves another deposit for an open channel.
   *
   * @returns false where nothing may be added: nothing is reserved for the account, a deposit is under way, or what the
   *   operator set aside, for one account or for all, is spent
   */
  topUp(account: Address): boolean {
    return this.#store.transaction(() => {
      const [known] = this.#rows('WHERE account = ?', account)
      const { deposit, topUps, budget } = this.#terms
      if (known?.state !== 'open') return false
      const { present, total } = this.#topUps(account)
      if (total + deposit > topUps || this.spent() + deposit > budget) return false
      this.#store
        .prepare('INSERT OR REPLACE INTO top_ups (account, present, total) VALUES (?, ?, ?)')
        .run(account, String(present + deposit), String(total + deposit))
      this.#store.prepare("UPDATE funded_channels SET state = 'intended' WHERE account = ?").run(account)
      return true
    })()
  }

  markOpen(account: Address): void {
    this.#store.prepare("UPDATE funded_channels SET state = 'open' WHERE account = ?").run(account)
  }

  /** The channel was closed because its owner's state is lost: the deposit comes back, so it is reserved again. */
  markReturned(account: Address): void {
    this.#store.transaction(() => {
      this.#store.prepare("UPDATE top_ups SET present = '0' WHERE account = ?").run(account)
      this.#store.prepare("UPDATE funded_channels SET state = 'intended' WHERE account = ?").run(account)
    })()
  }

  /** Reserved, and not known to be open: oldest first. */
  intended(): FundedChannel[] {
    return this.#rows("WHERE state = 'intended' ORDER BY intended_at")
  }

  /** All that was ever reserved, in base units. */
  spent(): Amount {
    const sums = this.#store
      .prepare<[], string>('SELECT deposit FROM funded_channels UNION ALL SELECT total FROM top_ups')
      .pluck()
      .all()
    return toAmount(sums.reduce((sum, text) => sum + BigInt(text), 0n))
  }

  get terms(): FundingTerms {
    return this.#terms
  }

  #topUps(account: Address): { readonly present: bigint; readonly total: bigint } {
    const row = this.#store
      .prepare<[string], { present: string; total: string }>(
        'SELECT present, total FROM top_ups WHERE account = ?',
      )
      .get(account)
    return { present: BigInt(row?.present ?? 0), total: BigInt(row?.total ?? 0) }
  }

  #rows(where: string, ...parameters: string[]): FundedChannel[] {
    const sql = `SELECT account, deposit, state, coalesce(present, '0') AS present
      FROM funded_channels LEFT JOIN top_ups USING (account) ${where}`
    return this.#store
      .prepare<string[], { account: Address; deposit: string; present: string; state: FundingState }>(sql)
      .all(...parameters)
      .map(({ account, deposit, present, state }) => {
        const added = BigInt(present)
        return { account, state, deposit: toAmount(BigInt(deposit) + added), isTopUp: added > 0n }
      })
  }
}
