import { type Database, openDatabase, readMigrations } from '../../database/openDatabase.ts'

export type SearchStore = Database

/**
 * Opens `file` (or `:memory:`) with the schema of the index. A commit may be lost with the machine's power: then the catalogues
 * are read again from where the index is. Errors: see {@link openDatabase}.
 */
export function openSearchStore(file: string): SearchStore {
  const store = openDatabase({ file, migrations: readMigrations(new URL('./migrations/', import.meta.url)) })
  store.pragma('synchronous = NORMAL')
  return store
}
