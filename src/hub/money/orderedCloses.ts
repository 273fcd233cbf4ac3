import type { Address } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

/** Channels that are to be closed: written before anything is sent, so that a crash forgets none. */
export class OrderedCloses {
  readonly #store: HubStore
  readonly #now: Clock

  constructor(store: HubStore, now: Clock) {
    this.#store = store
    this.#now = now
  }

  add(accounts: readonly Address[]): void {
    const statement = this.#store.prepare(
      'INSERT OR IGNORE INTO ordered_closes (account, ordered_at) VALUES (?, ?)',
    )
    this.#store.transaction(() => {
      for (const account of accounts) statement.run(account, this.#now())
    })()
  }

  /** Its channel is gone, or it is not to be closed after all. */
  remove(account: Address): void {
    this.#store.prepare('DELETE FROM ordered_closes WHERE account = ?').run(account)
  }

  /** Whether nothing may be put into a channel with this account, one by one or because all are to be closed. */
  has(account: Address): boolean {
    if (this.isClosingDown) return true
    return this.#store.prepare('SELECT 1 FROM ordered_closes WHERE account = ?').get(account) !== undefined
  }

  list(): Address[] {
    return this.#store.prepare<[], Address>('SELECT account FROM ordered_closes').pluck().all()
  }

  /** Every channel is to be closed, those too that are opened later, and none is funded. */
  get isClosingDown(): boolean {
    return this.#store.prepare('SELECT 1 FROM closing_down').get() !== undefined
  }

  closeDown(): void {
    this.#store.prepare('INSERT OR IGNORE INTO closing_down (id) VALUES (1)').run()
  }

  /** What is not closed yet stays open, and channels are funded again. */
  cancel(): void {
    this.#store.transaction(() => {
      this.#store.prepare('DELETE FROM closing_down').run()
      this.#store.prepare('DELETE FROM ordered_closes').run()
    })()
  }
}
