import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Postgres } from '../../database/postgres.ts'
import type { HubStore } from '../openHubStore.ts'
import { PostgresSearchIndex } from './postgresSearchIndex.ts'
import type { SearchIndex } from './searchIndex.ts'
import { SqliteSearchIndex } from './sqliteSearchIndex.ts'

/**
 * What a hub searches: in the database server that is named, or in a file of its own. Neither is moved to the other: what is missing
 * is read again from the catalogues.
 *
 * @throws BuskerError `DATABASE_*`
 */
export function openSearchIndex(store: HubStore, postgres: Postgres | null, folder: string): SearchIndex {
  if (postgres === null) return new SqliteSearchIndex(join(folder, 'search.sqlite'))
  return new PostgresSearchIndex(postgres, readerOf(store))
}

/** Which process of a hub this is, drawn once. */
function readerOf(store: HubStore): string {
  store
    .prepare('INSERT INTO search_reader (id) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM search_reader)')
    .run(randomBytes(16).toString('hex'))
  return store.prepare('SELECT id FROM search_reader').pluck().get() as string
}
