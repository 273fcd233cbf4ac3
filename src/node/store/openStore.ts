import { type Database, openDatabase, readMigrations } from '../../database/openDatabase.ts'

/** Everything the node knows. */
export type Store = Database

/** Opens `file` (or `:memory:`) with the node's schema. Errors: see {@link openDatabase}. */
export function openStore(file: string, nativeBinding?: string): Store {
  const migrations = readMigrations(new URL('./migrations/', import.meta.url))
  return openDatabase({ file, migrations, nativeBinding })
}
