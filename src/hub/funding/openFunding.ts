import type { Postgres } from '../../database/postgres.ts'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { insertMissing, type Row, rowOf, rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { HubStore } from '../openHubStore.ts'
import { openHubPostgres } from '../postgres/openHubPostgres.ts'

/** Whoever promises money holds this lock: nobody promises what another has promised since it was counted. */
export const fundingLock = 7_353_004

/** Those that others refer to come first. */
const tables = [
  'funded_channels',
  'top_ups',
  'channel_progress',
  'hub_transactions',
  'established_accounts',
  'funding_grants',
  'faucet_gifts',
  'vouchers',
] as const

/**
 * Where a hub promises money: its own file, or the database server that is named. What the file has promised moves over once; its
 * rows mean nothing from then on, and a hub is not opened on them again.
 *
 * @param hub the account of its Raiden
 * @throws BuskerError `DATABASE_UNREACHABLE`, `HUB_BOOKS_MOVED`, `HUB_BOOKS_OF_ANOTHER`
 */
export async function openFunding(
  store: HubStore,
  postgres: Postgres | null,
  hub: Address,
): Promise<SqlEngine> {
  const isElsewhere = hasMoved(store)
  if (postgres === null) {
    if (!isElsewhere) return new SqliteEngine(store)
    throw new BuskerError(
      'HUB_BOOKS_MOVED',
      'What this hub has promised is in its PostgreSQL, and the budget would be given again without it. Name it as databaseUrl in hub.json.',
    )
  }
  const shared = new PostgresEngine(postgres, fundingLock)
  await shared.change(() => claim(hub))
  if (isElsewhere) return shared
  const rows = tables.map((table) => store.prepare<[], Row>(`SELECT * FROM ${table}`).all())
  await shared.change(() => takeOver(rows))
  store.prepare("INSERT INTO moved (part) VALUES ('funding')").run()
  return shared
}

/**
 * What a hub has promised, as another process beside it reads and writes it: nothing moves. See {@link openFunding}.
 */
export async function withFunding<T>(
  store: HubStore,
  databaseUrl: string | undefined,
  hub: Address,
  use: (engine: SqlEngine) => Promise<T>,
): Promise<T> {
  if (!hasMoved(store) || databaseUrl === undefined) return use(await openFunding(store, null, hub))
  const postgres = await openHubPostgres(databaseUrl)
  try {
    return await use(await openFunding(store, postgres, hub))
  } finally {
    await postgres.close()
  }
}

function hasMoved(store: HubStore): boolean {
  return store.prepare("SELECT 1 FROM moved WHERE part = 'funding'").get() !== undefined
}

/** Channels of another Raiden would look settled to this one. */
function* claim(hub: Address): Steps<void> {
  yield* rowsOf(
    'INSERT INTO books_owner (account) SELECT $1 WHERE NOT EXISTS (SELECT account FROM books_owner)',
    hub,
  )
  const owner = yield* rowOf<{ readonly account: string }>('SELECT account FROM books_owner')
  if (owner?.account === hub) return
  throw new BuskerError(
    'HUB_BOOKS_OF_ANOTHER',
    `In this database stands what the hub ${owner?.account} has promised. Give each hub a database of its own.`,
  )
}

/** What another process has promised meanwhile stays. */
function* takeOver(rows: readonly (readonly Row[])[]): Steps<void> {
  for (const [at, table] of tables.entries()) yield* insertMissing(table, rows[at] ?? [])
}
