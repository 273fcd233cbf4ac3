import type { Postgres } from '../../database/postgres.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import type { HubStore } from '../openHubStore.ts'
import { PostgresSnapshots } from './postgresSnapshots.ts'
import { Snapshots } from './snapshots.ts'
import { SqliteSnapshots } from './sqliteSnapshots.ts'

/** Whatever was decided when it was kept. */
const asItIs = { admit: () => true, check: () => undefined }

/**
 * The snapshots of a hub. Those that its own file has, and that are newer, move over to a database server once one is named.
 *
 * @throws BuskerError `DATABASE_UNREACHABLE`
 */
export async function openSnapshots(
  store: HubStore,
  postgres: Postgres | null,
  channelPartners: ChannelPartners,
): Promise<Snapshots> {
  const own = new SqliteSnapshots(store)
  if (postgres === null) return new Snapshots(own, channelPartners)
  const shared = new PostgresSnapshots(postgres)
  const there = await shared.newestNumbers()
  for (const { account, number } of own.numbers()) {
    if (number <= (there.get(account) ?? 0)) continue
    const record = await own.newest(account, number + 1)
    if (record !== undefined)
      await shared.keep({ account, number, record }, channelPartners.has(account), asItIs)
  }
  return new Snapshots(shared, channelPartners)
}
