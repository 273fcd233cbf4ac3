import type { Address } from '../../shared/ids.ts'
import type { ShortName } from '../../shared/shortNames.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
import type { NameDecision, NameRecord, NameStore } from './nameStore.ts'

const columns = 'name, name_key AS key, account, claimed_at AS claimedAt, released_at AS releasedAt, record'

/** Names in the hub's own file, which one process has at a time. */
export class SqliteNames implements NameStore {
  readonly #store: HubStore

  constructor(store: HubStore) {
    this.#store = store
  }

  async change(
    account: Address,
    key: string | null,
    decide: (near: readonly NameRecord[]) => NameDecision,
  ): Promise<void> {
    this.#store.transaction(() => {
      const near = this.#all('WHERE account = ? OR name_key = ?', account, key)
      const { remove, write } = decide(near)
      const removeOne = this.#store.prepare('DELETE FROM names WHERE name = ?')
      for (const name of remove) removeOne.run(name)
      const writeOne = this.#store.prepare(
        `INSERT INTO names (name, name_key, account, claimed_at, released_at, record)
         VALUES (@name, @key, @account, @claimedAt, @releasedAt, @record)`,
      )
      for (const record of write) writeOne.run(record)
    })()
  }

  async find(name: ShortName): Promise<NameRecord | undefined> {
    return this.#all('WHERE name = ?', name)[0]
  }

  async ofAccount(account: Address): Promise<NameRecord | undefined> {
    return this.#all('WHERE account = ? AND released_at IS NULL', account)[0]
  }

  async count(): Promise<number> {
    return numberIn(this.#store, 'SELECT count(*) FROM names WHERE released_at IS NULL')
  }

  /** All of them, for another store to take over. */
  all(): NameRecord[] {
    return this.#all('')
  }

  /** Once another store has taken them over. */
  forgetAll(): void {
    this.#store.prepare('DELETE FROM names').run()
  }

  #all(rest: string, ...values: (string | null)[]): NameRecord[] {
    return this.#store
      .prepare<(string | null)[], NameRecord>(`SELECT ${columns} FROM names ${rest}`)
      .all(...values)
  }
}
