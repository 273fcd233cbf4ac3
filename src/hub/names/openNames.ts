import type { Postgres } from '../../database/postgres.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'
import { Names } from './names.ts'
import { PostgresNames } from './postgresNames.ts'
import { SqliteNames } from './sqliteNames.ts'

/**
 * The short names of a hub. Those that its own file has move over to a database server once one is named.
 *
 * @throws BuskerError `DATABASE_UNREACHABLE`
 */
export async function openNames(store: HubStore, postgres: Postgres | null, now: Clock): Promise<Names> {
  const own = new SqliteNames(store)
  if (postgres === null) return new Names(own, now)
  const shared = new PostgresNames(postgres)
  await shared.takeOver(own.all())
  // What is given up there from now on is not brought back from here.
  own.forgetAll()
  return new Names(shared, now)
}
