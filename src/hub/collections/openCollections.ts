import type { Postgres } from '../../database/postgres.ts'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { HubStore } from '../openHubStore.ts'
import { Collections, type CollectionsOptions } from './collections.ts'
import { CollectionStore } from './collectionStore.ts'

/** Whoever keeps one holds this lock, so that no two of one key come in the wrong order. */
export const collectionsLock = 7_353_006

/** The collections of a hub. Nothing moves over to a database server: whoever shows something brings it again within days. */
export function openCollections(
  store: HubStore,
  postgres: Postgres | null,
  options: Omit<CollectionsOptions, 'store'>,
): Collections {
  const engine = postgres === null ? new SqliteEngine(store) : new PostgresEngine(postgres, collectionsLock)
  return new Collections({ ...options, store: new CollectionStore(engine) })
}
