import { numberOf, rowOf, rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Clock, dayMs } from '../clock.ts'

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
  /** The values that it compares with. */
  readonly of: readonly Address[]
}

/**
 * Counts the transactions that the hub sends for others, in a window of 24 hours. An account costs nothing to make, so
 * all newcomers share a limit; whoever has put money into a channel has one that they can't use up.
 */
export class TransactionLimits {
  readonly #engine: SqlEngine
  readonly #terms: TransactionTerms
  readonly #now: Clock
  /** Who is known to be: it never ends. */
  readonly #established = new Set<Address>()

  constructor(engine: SqlEngine, terms: TransactionTerms, now: Clock) {
    this.#engine = engine
    this.#terms = terms
    this.#now = now
  }

  /**
   * Counts `count` transactions for the account, before they are sent; steps of the caller's change.
   *
   * @throws BuskerError `HUB_GAS_LIMIT`, whose message says when there is room again
   */
  *take(account: Address, count: number): Steps<void> {
    const until = yield* this.#fullUntil(account, count)
    if (until !== null) {
      throw new BuskerError(
        'HUB_GAS_LIMIT',
        `The hub pays for a limited number of transactions a day, and has sent those. Ask again after ${new Date(until).toISOString()}.`,
      )
    }
    yield* rowsOf('DELETE FROM hub_transactions WHERE at <= $1', this.#now() - dayMs)
    const isEstablished = yield* this.isEstablished(account)
    yield* rowsOf(
      'INSERT INTO hub_transactions (account, at, count, established) VALUES ($1, $2, $3, $4)',
      account,
      this.#now(),
      count,
      isEstablished ? 1 : 0,
    )
  }

  *hasRoom(account: Address, count: number): Steps<boolean> {
    return (yield* this.#fullUntil(account, count)) === null
  }

  /** These accounts have put money of their own into a channel with the hub. */
  async establish(accounts: readonly Address[]): Promise<void> {
    const unknown = accounts.filter((account) => !this.#established.has(account))
    if (unknown.length === 0) return
    await this.#engine.change(function* () {
      for (const account of unknown) {
        yield* rowsOf(
          'INSERT INTO established_accounts (account) VALUES ($1) ON CONFLICT (account) DO NOTHING',
          account,
        )
      }
    })
    for (const account of unknown) this.#established.add(account)
  }

  /** Whether the account has put money of its own into a channel. */
  *isEstablished(account: Address): Steps<boolean> {
    return (
      (yield* rowOf('SELECT account FROM established_accounts WHERE account = $1', account)) !== undefined
    )
  }

  /** When the last of the limits that are reached has room again, ms since the epoch; null where none is reached. */
  *#fullUntil(account: Address, count: number): Steps<number | null> {
    const { perNewcomer, perAccount, newcomers, all } = this.#terms
    const isEstablished = yield* this.isEstablished(account)
    const limits: Limit[] = [
      { most: isEstablished ? perAccount : perNewcomer, where: 'account = $2', of: [account] },
      { most: all, where: 'true', of: [] },
      ...(isEstablished ? [] : [{ most: newcomers, where: 'established = 0', of: [] }]),
    ]
    const full: number[] = []
    for (const limit of limits) {
      const until = yield* this.#limitFullUntil(limit, count)
      if (until !== null) full.push(until)
    }
    return full.length === 0 ? null : Math.max(...full)
  }

  *#limitFullUntil({ most, where, of }: Limit, count: number): Steps<number | null> {
    const since = this.#now() - dayMs
    const among = `FROM hub_transactions WHERE at > $1 AND ${where}`
    let left = yield* numberOf(`SELECT sum(count) AS n ${among}`, since, ...of)
    if (left + count <= most) return null
    const sent = yield* rowsOf<{ readonly at: number; readonly count: number }>(
      `SELECT at, sum(count) AS count ${among} GROUP BY at ORDER BY at`,
      since,
      ...of,
    )
    for (const each of sent) {
      left -= each.count
      if (left + count <= most) return each.at + dayMs
    }
    return this.#now() + dayMs
  }
}
