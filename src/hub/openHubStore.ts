import { type Database, openDatabase, readMigrations } from '../database/openDatabase.ts'

/** Everything the hub knows, but for its blocks and its channels. */
export type HubStore = Database

/** Opens `file` (or `:memory:`) with the hub's schema. Errors: see {@link openDatabase}. */
export function openHubStore(file: string): HubStore {
  const store = openDatabase({ file, migrations: readMigrations(new URL('./migrations/', import.meta.url)) })
  // SQLite's own sums end at 2^63: amounts are decimal text.
  store.aggregate('amount_sum', {
    start: 0n,
    step: (total: bigint, amount: unknown) => total + BigInt(String(amount)),
    result: String,
  })
  return store
}

/** The one number that `sql` asks for. */
export function numberIn(store: HubStore, sql: string, ...parameters: (string | number)[]): number {
  return store
    .prepare(sql)
    .pluck()
    .get(...parameters) as number
}
