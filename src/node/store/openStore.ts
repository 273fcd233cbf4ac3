import { hexToBytes } from 'viem'
import {
  type Database,
  migrationsUpTo,
  openDatabase,
  readMigrations,
  type SqlFunction,
} from '../../database/openDatabase.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { type CellPlace, openCell, sealCell, type StoreKeys } from './cellSeal.ts'

export { isUniqueConflict, type Statement } from '../../database/openDatabase.ts'

/** Everything the node knows. */
export type Store = Database

/** The node's schema, step by step. */
export const migrationsFolder = new URL('./migrations/', import.meta.url)

export interface StoreOptions {
  /** Left out: a store without orders, such as a hub's of catalogues. */
  readonly keys?: StoreKeys
  readonly nativeBinding?: string | undefined
  /** Goes no further than this step of the schema, for what an older Busker has written. Default the newest. */
  readonly step?: number
}

/**
 * Opens `file` (or `:memory:`) with the node's schema, and has what an older Busker kept in clear sealed and erased.
 * Errors: see {@link openDatabase}.
 *
 * @throws BuskerError `STORE_OTHER_WORDS`; `VAULT_LOCKED` where secrets are to be sealed and there are no keys
 */
export function openStore(file: string, { keys, nativeBinding, step }: StoreOptions = {}): Store {
  const all = readMigrations(migrationsFolder)
  const migrations = step === undefined ? all : migrationsUpTo(all, step)
  const functions = { seal_secret: secretSealer(keys) }
  const store = openDatabase({ file, migrations, nativeBinding, functions, erasesDeleted: true })
  try {
    if (keys !== undefined) checkOwner(store, keys, file)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

/** `seal_secret(table, row, secret)`: see migration 17. */
function secretSealer(keys: StoreKeys | undefined): SqlFunction {
  return (table, row, secret) => {
    if (keys === undefined) {
      throw new BuskerError(
        'VAULT_LOCKED',
        'The secrets in this store are sealed when the words are there. Unlock first.',
      )
    }
    const place = { table: String(table), row: String(row), column: 'sealed_secret' }
    return sealCell(keys, place, hexToBytes(String(secret) as `0x${string}`))
  }
}

const ownerPlace: CellPlace = { table: 'settings', column: 'value', row: 'device-store-owner' }

/** A cell that only the words the store belongs to open. The first that open it write it. */
function checkOwner(store: Store, keys: StoreKeys, file: string): void {
  const text = store
    .prepare<[string], string>('SELECT value FROM settings WHERE name = ?')
    .pluck()
    .get(ownerPlace.row)
  if (text === undefined) {
    const sealed = Buffer.from(sealCell(keys, ownerPlace, new Uint8Array())).toString('hex')
    store.prepare('INSERT INTO settings (name, value) VALUES (?, ?)').run(ownerPlace.row, `"${sealed}"`)
    return
  }
  try {
    openCell(keys, ownerPlace, Buffer.from(text.slice(1, -1), 'hex'))
  } catch (cause) {
    if (!isBuskerError(cause, 'STORE_CELL_DAMAGED')) throw cause
    throw new BuskerError(
      'STORE_OTHER_WORDS',
      `${file} belongs to other words than the vault beside it. Put back the vault it was made with, or move both away and restore from a snapshot.`,
      { cause },
    )
  }
}
