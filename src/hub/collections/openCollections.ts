import type { Postgres } from '../../database/postgres.ts'
import type { HubStore } from '../openHubStore.ts'
import { Collections, type CollectionsOptions } from './collections.ts'
import { PostgresCollections } from './postgresCollections.ts'
import { SqliteCollections } from './sqliteCollections.ts'

/** The collections of a hub. Nothing moves over to a database server: whoever shows something brings it again within days. */
export function openCollections(
  store: HubStore,
  postgres: Postgres | null,
  options: Omit<CollectionsOptions, 'store'>,
): Collections {
  const kept = postgres === null ? new SqliteCollections(store) : new PostgresCollections(postgres)
  return new Collections({ ...options, store: kept })
}
