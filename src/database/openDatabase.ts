import { readdirSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { BuskerError } from '../shared/errors.ts'

export type { Database, Statement } from 'better-sqlite3'

/** One numbered step of a schema. */
export interface Migration {
  /** From 1 up. A number may be left out, and is never used again. */
  readonly number: number
  /** `VACUUM;` stands alone in its step: it runs outside of a transaction, and again where it was cut short. */
  readonly sql: string
}

export interface DatabaseOptions {
  /** A path, or `:memory:`. */
  readonly file: string
  readonly migrations: readonly Migration[]
  /** The addon to load where the packaged one does not fit the runtime. */
  readonly nativeBinding?: string | undefined
  /** What migrations may call, by name: for what SQL alone can't do. */
  readonly functions?: Readonly<Record<string, SqlFunction>>
  /** Whether what is deleted is written over with zeros, which costs writes. Default false. */
  readonly erasesDeleted?: boolean
}

type Cell = string | number | bigint | Uint8Array | null
/** Called once a row, in its transaction; what it throws, the statement throws. */
export type SqlFunction = (...cells: Cell[]) => Cell

/**
 * Opens a database: WAL, every commit on disk before it returns (`synchronous=FULL`), foreign keys checked,
 * and migrated to the newest step, each step in a transaction of its own.
 *
 * @throws BuskerError `DATABASE_FROM_FUTURE` when a newer Busker has written it, `DATABASE_DAMAGED`
 */
export function openDatabase(options: DatabaseOptions): Database.Database {
  const { file, migrations, nativeBinding, functions = {}, erasesDeleted = false } = options
  const database = new Database(file, nativeBinding === undefined ? {} : { nativeBinding })
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('busy_timeout = 5000')
    if (erasesDeleted) database.pragma('secure_delete = ON')
    for (const [name, call] of Object.entries(functions)) {
      database.function(name, { varargs: true }, call)
    }
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
  const numbers = names.map((name) => Number(name.slice(0, 4)))
  return names.map((name, index) => {
    const number = numbers[index] ?? Number.NaN
    if (!(number > (numbers[index - 1] ?? 0))) {
      throw new Error(`Migration ${name} has no number of its own in ${folder.pathname}.`)
    }
    return { number, sql: readFileSync(new URL(name, folder), 'utf8') }
  })
}

/** The steps that lead to a schema as it was at step `number`. */
export function migrationsUpTo(migrations: readonly Migration[], number: number): Migration[] {
  return migrations.filter((migration) => migration.number <= number)
}

/** The number of the last step; 0 where there is none. */
export function newestStep(migrations: readonly Migration[]): number {
  return Math.max(0, ...migrations.map(({ number }) => number))
}

function migrate(database: Database.Database, file: string, migrations: readonly Migration[]): void {
  const version = database.pragma('user_version', { simple: true }) as number
  const newest = newestStep(migrations)
  if (version > newest) {
    throw new BuskerError(
      'DATABASE_FROM_FUTURE',
      `${file} was written by a newer Busker (step ${version}; this one knows ${newest}). Update Busker.`,
    )
  }
  for (const { number, sql } of migrations.filter((each) => each.number > version)) {
    const count = () => void database.pragma(`user_version = ${number}`)
    if (isVacuum(sql)) {
      database.exec(sql)
      // The log still has the pages as they were.
      database.pragma('wal_checkpoint(TRUNCATE)')
      count()
      continue
    }
    database.transaction(() => {
      database.exec(sql)
      count()
    })()
  }
}

function isVacuum(sql: string): boolean {
  return sql.replaceAll(/^--.*$/gm, '').trim() === 'VACUUM;'
}
