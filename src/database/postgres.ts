import type { PoolClient } from 'pg'
import { BuskerError, isBuskerError } from '../shared/errors.ts'
import { type Migration, newestStep } from './openDatabase.ts'

/** One statement with `$1`, `$2`, … for its values. @returns its rows */
export type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>

/** A PostgreSQL that several processes may share. Each method throws BuskerError `DATABASE_UNREACHABLE`. */
export interface Postgres {
  readonly query: Query
  /**
   * All that `work` does, or nothing: where `work` throws, so does this, and nothing was done. When it resolves, it is on the
   * server's disk. Where the server is lost at the end, it throws, and may have been done all the same.
   */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How long a connection, a lock or a statement is waited for, ms. */
const patienceMs = 10_000
const maxConnections = 10
/** Whoever brings the schema up to date holds this lock; the number means nothing else. */
const migrationLock = 7_353_001
const int8 = 20

/**
 * Connects, and migrates to the newest step: one process at a time, all steps in one transaction.
 *
 * @param url such as `postgresql://user:password@host:5432/database`
 * @throws BuskerError `DATABASE_UNREACHABLE`, `DATABASE_FROM_FUTURE`
 */
export async function openPostgres(url: string, migrations: readonly Migration[]): Promise<Postgres> {
  const postgres = await connectPostgres(url)
  try {
    await migrate(postgres, placeOf(url), migrations)
    return postgres
  } catch (error) {
    await postgres.close()
    throw error
  }
}

/** As {@link openPostgres}, and nothing is asked or changed yet. */
export async function connectPostgres(url: string): Promise<Postgres> {
  const { Pool, types } = (await import('pg')).default
  const pool = new Pool({
    connectionString: url,
    application_name: 'busker',
    max: maxConnections,
    connectionTimeoutMillis: patienceMs,
    statement_timeout: patienceMs,
    query_timeout: 2 * patienceMs,
    lock_timeout: patienceMs,
    idle_in_transaction_session_timeout: patienceMs,
    types: {
      // Ours are counts and milliseconds, which a number holds.
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === int8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
    },
  })
  // One that breaks while nobody uses it is replaced.
  pool.on('error', () => undefined)
  const place = placeOf(url)
  const unusable = (error: unknown) => (isBuskerError(error) ? error : unreachable(place, error))
  const queryOn =
    (client: Pick<PoolClient, 'query'>): Query =>
    async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await client.query(sql, [...values])).rows as Row[]

  return {
    query: async (sql, values) => {
      try {
        return await queryOn(pool)(sql, values)
      } catch (error) {
        throw unusable(error)
      }
    },
    async transaction(work) {
      let client: PoolClient | undefined
      let isBroken = false
      // The statement that it was lost in fails by itself; between two of them nobody else would hear of it.
      const onLost = (): void => void (isBroken = true)
      try {
        client = await pool.connect()
        client.on('error', onLost)
        await client.query('BEGIN')
        const result = await work(queryOn(client))
        await client.query('COMMIT')
        return result
      } catch (error) {
        await client?.query('ROLLBACK').catch(() => (isBroken = true))
        throw unusable(error)
      } finally {
        client?.off('error', onLost)
        client?.release(isBroken)
      }
    },
    close: () => pool.end(),
  }
}

async function migrate(postgres: Postgres, place: string, migrations: readonly Migration[]): Promise<void> {
  await postgres.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
    await query('CREATE TABLE IF NOT EXISTS busker_schema (number INTEGER PRIMARY KEY)')
    const [row] = await query<{ number: number | null }>('SELECT max(number) AS number FROM busker_schema')
    const version = row?.number ?? 0
    const newest = newestStep(migrations)
    if (version > newest) {
      throw new BuskerError(
        'DATABASE_FROM_FUTURE',
        `${place} was written by a newer Busker (step ${version}; this one knows ${newest}). Update Busker.`,
      )
    }
    for (const { number, sql } of migrations.filter((each) => each.number > version)) {
      await query(sql)
      await query('INSERT INTO busker_schema (number) VALUES ($1)', [number])
    }
  })
}

/** Without what is secret in it. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `The PostgreSQL database ${host}${pathname}`
}

function unreachable(place: string, error: unknown): BuskerError {
  // Node tries each address of a name, and says what failed of each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const why = first instanceof Error ? first.message : String(first)
  return new BuskerError(
    'DATABASE_UNREACHABLE',
    `${place} can't be used: ${why}. Start it, or correct its URL.`,
    {
      cause: error,
    },
  )
}
