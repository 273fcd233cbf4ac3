import type { Postgres } from '../../database/postgres.ts'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { insertMissing, type Row } from '../../database/steps.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'
import { Names } from './names.ts'
import { NameStore } from './nameStore.ts'

/** Whoever changes names holds this lock: one touches an account and whatever looks like it, and is claimed once in a while. */
export const namesLock = 7_353_007

/**
 * The short names of a hub. Those that its own file has move over to a database server once one is named.
 *
 * @throws BuskerError `DATABASE_UNREACHABLE`
 */
export async function openNames(store: HubStore, postgres: Postgres | null, now: Clock): Promise<Names> {
  if (postgres === null) return new Names(new NameStore(new SqliteEngine(store)), now)
  const shared = new PostgresEngine(postgres, namesLock)
  const own = store.prepare<[], Row>('SELECT * FROM names').all()
  await shared.change(() => insertMissing('names', own))
  // What is given up there from now on is not brought back from here.
  store.prepare('DELETE FROM names').run()
  return new Names(new NameStore(shared), now)
}
