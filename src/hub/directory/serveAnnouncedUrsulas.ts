import type { Postgres } from '../../database/postgres.ts'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { Peer } from '../../ipfs/peer.ts'
import { announcedUrsulasProtocol } from '../../protocol/announcedUrsulas.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'
import { createAnnouncedUrsulaHandlers } from './announcedUrsulaHandlers.ts'
import { AnnouncedUrsulas, announcedUrsulasLock } from './announcedUrsulas.ts'

/**
 * Lists who announces herself to this peer. Nothing moves over to a database server: each says it again within the hour.
 */
export function serveAnnouncedUrsulas(
  peer: Pick<Peer, 'handle'>,
  store: HubStore,
  postgres: Postgres | null,
  now: Clock,
): Promise<void> {
  const engine =
    postgres === null ? new SqliteEngine(store) : new PostgresEngine(postgres, announcedUrsulasLock)
  const ursulas = new AnnouncedUrsulas(engine, now)
  return peer.handle(announcedUrsulasProtocol, createAnnouncedUrsulaHandlers(ursulas))
}
