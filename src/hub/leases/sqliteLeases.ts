import type { Address } from '../../shared/ids.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
import type { LeaseDecision, LeaseRecord, LeaseStore } from './leaseStore.ts'

const columns = 'device, number, until, asked_until AS askedUntil, note, wanted'

/** Leases in the hub's own file, which one process has at a time. */
export class SqliteLeases implements LeaseStore {
  readonly skewMs = 0
  readonly #store: HubStore

  constructor(store: HubStore) {
    this.#store = store
  }

  async change<T>(
    account: Address,
    decide: (newest: LeaseRecord | undefined) => LeaseDecision<T>,
  ): Promise<T> {
    return this.#store.transaction(() => {
      const { write, result } = decide(this.#newest(account))
      if (write !== undefined) {
        this.#store
          .prepare(
            `INSERT OR REPLACE INTO leases (account, device, number, asked_until, until, note, wanted)
             VALUES (@account, @device, @number, @askedUntil, @until, @note, @wanted)`,
          )
          .run({ account, ...write })
      }
      return result
    })()
  }

  async newest(account: Address): Promise<LeaseRecord | undefined> {
    return this.#newest(account)
  }

  async countHeld(now: number): Promise<number> {
    return numberIn(this.#store, 'SELECT count(*) FROM leases WHERE until > ?', now)
  }

  /** All of them, for another store to take over. */
  all(): (LeaseRecord & { readonly account: Address })[] {
    return this.#store
      .prepare<[], LeaseRecord & { account: Address }>(`SELECT account, ${columns} FROM leases`)
      .all()
  }

  #newest(account: Address): LeaseRecord | undefined {
    const sql = `SELECT ${columns} FROM leases WHERE account = ?`
    return this.#store.prepare<[string], LeaseRecord>(sql).get(account)
  }
}
