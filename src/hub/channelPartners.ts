import type { Address } from '../shared/ids.ts'
import { type HubStore, numberIn } from './openHubStore.ts'

/**
 * The accounts that have, or had, a channel with the hub. Anyone can make accounts for nothing, but a channel
 * costs gas: so channel partners have storage quotas of their own, apart from those of all other accounts.
 */
export class ChannelPartners {
  readonly #store: HubStore

  constructor(store: HubStore) {
    this.#store = store
  }

  add(accounts: readonly Address[]): void {
    const statement = this.#store.prepare('INSERT OR IGNORE INTO members (account) VALUES (?)')
    this.#store.transaction(() => {
      for (const account of accounts) statement.run(account)
    })()
  }

  has(account: Address): boolean {
    return this.#store.prepare('SELECT 1 FROM members WHERE account = ?').get(account) !== undefined
  }

  count(): number {
    return numberIn(this.#store, 'SELECT count(*) FROM members')
  }
}
