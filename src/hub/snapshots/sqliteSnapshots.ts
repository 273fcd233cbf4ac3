import type { Address } from '../../shared/ids.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
import {
  keptPerAccount,
  type SnapshotBytes,
  type SnapshotRecord,
  type SnapshotRules,
  type SnapshotStore,
} from './snapshotStore.ts'

/** Snapshots in the hub's own file. */
export class SqliteSnapshots implements SnapshotStore {
  readonly #store: HubStore

  constructor(store: HubStore) {
    this.#store = store
  }

  async keep(
    { account, number, record }: SnapshotRecord,
    _isPartner: boolean,
    rules: SnapshotRules,
  ): Promise<void> {
    this.#store.transaction(() => {
      if (!rules.admit(this.#newest(account, Number.MAX_SAFE_INTEGER))) return
      this.#store
        .prepare('INSERT INTO snapshots (account, number, record) VALUES (?, ?, ?)')
        .run(account, number, record)
      this.#store
        .prepare(
          `DELETE FROM snapshots WHERE account = @account AND number NOT IN
             (SELECT number FROM snapshots WHERE account = @account ORDER BY number DESC LIMIT ${keptPerAccount})`,
        )
        .run({ account })
      rules.check(this.#bytes())
    })()
  }

  async newest(account: Address, before: number): Promise<Uint8Array | undefined> {
    return this.#newest(account, before)
  }

  async bytes(): Promise<SnapshotBytes> {
    return this.#bytes()
  }

  /** Which there are, the oldest of an account first. */
  numbers(): Pick<SnapshotRecord, 'account' | 'number'>[] {
    const sql = 'SELECT account, number FROM snapshots ORDER BY account, number'
    return this.#store.prepare<[], { account: Address; number: number }>(sql).all()
  }

  #newest(account: Address, before: number): Uint8Array | undefined {
    const record = this.#store
      .prepare('SELECT record FROM snapshots WHERE account = ? AND number < ? ORDER BY number DESC LIMIT 1')
      .pluck()
      .get(account, before) as Buffer | undefined
    return record === undefined ? undefined : new Uint8Array(record)
  }

  #bytes(): SnapshotBytes {
    const sum = 'SELECT coalesce(sum(length(record)), 0) FROM snapshots'
    return {
      all: numberIn(this.#store, sum),
      nonPartners: numberIn(this.#store, `${sum} WHERE account NOT IN (SELECT account FROM members)`),
    }
  }
}
