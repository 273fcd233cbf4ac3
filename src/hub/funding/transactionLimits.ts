import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Clock, dayMs } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

/** How many transactions the hub pays gas for within 24 hours because somebody asked. */
export interface TransactionTerms {
  /** For one account that has put nothing of its own into a channel with the hub. */
  readonly perNewcomer: number
  /** For one account that has. */
  readonly perAccount: number
  /** For all newcomers together. */
  readonly newcomers: number
  /** For all together: what newcomers leave is for the others. */
  readonly all: number
}

export const defaultTransactionTerms: TransactionTerms = {
  perNewcomer: 12,
  perAccount: 60,
  newcomers: 400,
  all: 2_000,
}

/** What each request costs at most, in transactions. */
export const transactionsFor = {
  /** Opening with a deposit, or opening and depositing, and settling one day. */
  channel: 3,
  topUp: 1,
  /** Closing and settling. */
  close: 2,
  /** Gas and tokens. */
  faucet: 2,
} as const

interface Limit {
  readonly most: number
  readonly where: string
}

/**
 * Counts the transactions that the hub sends for others, in a window of 24 hours. An account costs nothing to make, so
 * all newcomers share a limit; whoever has put money into a channel has one that they can't use up.
 */
export class TransactionLimits {
  readonly #store: HubStore
  readonly #terms: TransactionTerms
  readonly #now: Clock

  constructor(store: HubStore, terms: TransactionTerms, now: Clock) {
    this.#store = store
    this.#terms = terms
    this.#now = now
  }

  /**
   * Counts `count` transactions for the account, before they are sent.
   *
   * @throws BuskerError `HUB_GAS_LIMIT`, whose message says when there is room again
   */
  take(account: Address, count: number): void {
    this.#store.transaction(() => {
      const until = this.#fullUntil(account, count)
      if (until !== null) {
        throw new BuskerError(
          'HUB_GAS_LIMIT',
          `The hub pays for a limited number of transactions a day, and has sent those. Ask again after ${new Date(until).toISOString()}.`,
        )
      }
      this.#store.prepare('DELETE FROM hub_transactions WHERE at <= ?').run(this.#now() - dayMs)
      this.#store
        .prepare('INSERT INTO hub_transactions (account, at, count, established) VALUES (?, ?, ?, ?)')
        .run(account, this.#now(), count, this.isEstablished(account) ? 1 : 0)
    })()
  }

  hasRoom(account: Address, count: number): boolean {
    return this.#fullUntil(account, count) === null
  }

  /** The account has put money of its own into a channel with the hub. */
  establish(account: Address): void {
    this.#store.prepare('INSERT OR IGNORE INTO established_accounts (account) VALUES (?)').run(account)
  }

  isEstablished(account: Address): boolean {
    const found = this.#store.prepare('SELECT 1 FROM established_accounts WHERE account = ?').get(account)
    return found !== undefined
  }

  /** When the last of the limits that are reached has room again, ms since the epoch; null where none is reached. */
  #fullUntil(account: Address, count: number): number | null {
    const { perNewcomer, perAccount, newcomers, all } = this.#terms
    const isEstablished = this.isEstablished(account)
    const limits: Limit[] = [
      { most: isEstablished ? perAccount : perNewcomer, where: 'account = @account' },
      { most: all, where: 'true' },
      ...(isEstablished ? [] : [{ most: newcomers, where: 'established = 0' }]),
    ]
    const full = limits.flatMap((limit) => this.#limitFullUntil(limit, account, count) ?? [])
    return full.length === 0 ? null : Math.max(...full)
  }

  #limitFullUntil({ most, where }: Limit, account: Address, count: number): number | null {
    const sent = this.#store
      .prepare<[object], { at: number; count: number }>(
        `SELECT at, sum(count) AS count FROM hub_transactions WHERE at > @since AND ${where} GROUP BY at ORDER BY at`,
      )
      .all({ account, since: this.#now() - dayMs })
    let left = sent.reduce((sum, each) => sum + each.count, 0)
    if (left + count <= most) return null
    for (const each of sent) {
      left -= each.count
      if (left + count <= most) return each.at + dayMs
    }
    return this.#now() + dayMs
  }
}
