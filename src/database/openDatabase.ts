import { readdirSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { BuskerError } from '../shared/errors.ts'

export type { Database, Statement } from 'better-sqlite3'

/** One numbered step of a schema. */
export interface Migration {
  /** Counts from 1, without gaps. */
  readonly number: number
  readonly sql: string
}

export interface DatabaseOptions {
  /** A path, or `:memory:`. */
  readonly file: string
  readonly migrations: readonly Migration[]
  /** The addon to load where the packaged one does not fit the runtime. */
  readonly nativeBinding?: string | undefined
}

/**
 * Opens a database: WAL, every commit on disk before it returns (`synchronous=FULL`), foreign keys checked,
 * and migrated to the newest step, each step in a transaction of its own.
 *
 * @throws BuskerError `DATABASE_FROM_FUTURE` when a newer Busker has written it, `DATABASE_DAMAGED`
 */
export function openDatabase({ file, migrations, nativeBinding }: DatabaseOptions): Database.Database {
  const database = new Database(file, nativeBinding === undefined ? {} : { nativeBinding })
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('busy_timeout = 5000')
    migrate(database, file, migrations)
    return database
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(error.code)) {
      throw new BuskerError(
        'DATABASE_DAMAGED',
        `${file} is not a database any more. Restore it from a snapshot, or move it away to start anew.`,
        { cause: error },
      )
    }
    throw error
  }
}

/** True where a write was refused because a unique index has that row already. */
export function isUniqueConflict(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE'
}

/** Reads `0001-name.sql`, `0002-name.sql`, … of a folder, in order. */
export function readMigrations(folder: URL): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  return names.map((name, index) => {
    const number = Number(name.slice(0, 4))
    if (number !== index + 1) throw new Error(`Migration ${name} is out of order in ${folder.pathname}.`)
    return { number, sql: readFileSync(new URL(name, folder), 'utf8') }
  })
}

function migrate(database: Database.Database, file: string, migrations: readonly Migration[]): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    throw new BuskerError(
      'DATABASE_FROM_FUTURE',
      `${file} was written by a newer Busker (step ${version}; this one knows ${migrations.length}). Update Busker.`,
    )
  }
  for (const { number, sql } of migrations.slice(version)) {
    database.transaction(() => {
      database.exec(sql)
      database.pragma(`user_version = ${number}`)
    })()
  }
}
