import type { Postgres } from '../../database/postgres.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'
import { Leases } from './leases.ts'
import { PostgresLeases } from './postgresLeases.ts'
import { SqliteLeases } from './sqliteLeases.ts'

/**
 * The leases of a hub. Those that its own file has move over to a database server once one is named.
 *
 * @throws BuskerError `DATABASE_UNREACHABLE`
 */
export async function openLeases(store: HubStore, postgres: Postgres | null, now: Clock): Promise<Leases> {
  const own = new SqliteLeases(store)
  if (postgres === null) return new Leases(own, now)
  const shared = new PostgresLeases(postgres)
  await shared.takeOver(own.all())
  return new Leases(shared, now)
}
