import type { Postgres } from '../../database/postgres.ts'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { insertMissing, type Row, rowsOf, type Steps } from '../../database/steps.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import type { Clock } from '../clock.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
import { Mailbox } from './mailbox.ts'

/** Whoever changes the mailbox holds this lock: limits count what all have put, and positions come in order. */
export const mailboxLock = 7_353_003
/** Letters moved in one step: some megabytes. */
const lettersAtOnce = 32

/**
 * The mailbox of a hub. What its own file has moves over to a database server once one is named, and is gone from the file then.
 *
 * @throws BuskerError `DATABASE_UNREACHABLE`
 */
export async function openMailbox(
  store: HubStore,
  postgres: Postgres | null,
  now: Clock,
  partners: Pick<ChannelPartners, 'has'>,
): Promise<Mailbox> {
  if (postgres === null) return new Mailbox(new SqliteEngine(store), now, partners)
  const engine = new PostgresEngine(postgres, mailboxLock)
  const last = numberIn(store, "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'mail'), 0)")
  if (last > 0) await engine.change(() => goOnBehind(last))
  await move(store, engine, letters)
  await move(store, engine, expectations)
  return new Mailbox(engine, now, partners)
}

interface Moved {
  readonly table: string
  readonly columns: readonly string[]
  readonly order: string
}

const letters: Moved = {
  table: 'mail',
  columns: ['recipient', 'ticket', 'blob', 'expiry', 'sender', 'standing'],
  order: 'id',
}
const expectations: Moved = {
  table: 'expected_mail',
  columns: ['recipient', 'ticket', 'expiry'],
  order: 'expiry',
}

/** Whoever has read as far as `last` finds what comes now. */
function* goOnBehind(last: number): Steps<void> {
  const sequence = "pg_get_serial_sequence('mail', 'id')"
  yield* rowsOf(`SELECT setval(${sequence}, greatest(nextval(${sequence}), $1))`, last)
}

/** A row is in both for a moment, and never in neither. */
async function move(
  store: HubStore,
  engine: PostgresEngine,
  { table, columns, order }: Moved,
): Promise<void> {
  const take = store.prepare<[], Row>(
    `SELECT ${columns.join()} FROM ${table} ORDER BY ${order} LIMIT ${lettersAtOnce}`,
  )
  const forget = store.prepare(`DELETE FROM ${table} WHERE recipient = ? AND ticket = ?`)
  for (let rows = take.all(); rows.length > 0; rows = take.all()) {
    const moved = rows
    await engine.change(() => insertMissing(table, moved, ['recipient', 'ticket']))
    store.transaction(() => {
      for (const { recipient, ticket } of moved) forget.run(recipient, ticket)
    })()
  }
}
