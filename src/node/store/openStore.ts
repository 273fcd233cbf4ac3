import { type Database, openDatabase, readMigrations } from '../../database/openDatabase.ts'

export { isUniqueConflict } from '../../database/openDatabase.ts'

/** Everything the node knows. */
export type Store = Database

/** The node's schema, step by step. */
export const migrationsFolder = new URL('./migrations/', import.meta.url)

/** Opens `file` (or `:memory:`) with the node's schema. Errors: see {@link openDatabase}. */
export function openStore(file: string, nativeBinding?: string): Store {
  const migrations = readMigrations(migrationsFolder)
  return openDatabase({ file, migrations, nativeBinding })
}
