import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openHubPostgres } from '../src/hub/postgres/openHubPostgres.ts'
import { PostgresSearchIndex } from '../src/hub/search/postgresSearchIndex.ts'
import type { IndexedWork, SearchIndex } from '../src/hub/search/searchIndex.ts'
import { SqliteSearchIndex } from '../src/hub/search/sqliteSearchIndex.ts'
import { PostgresServer } from '../src/hub/testing/postgresServer.ts'
import type { Address } from '../src/shared/ids.ts'

/** Where a hub keeps what it searches, and what else is asked of it here. */
export interface ServedEngine {
  readonly name: string
  readonly index: SearchIndex
  /** What stands in it of an artist. */
  readonly worksOf: (artist: Address) => Promise<IndexedWork[]>
  /** The same search without an index. */
  readonly scan: (text: string) => Promise<unknown>
  readonly close: () => Promise<void>
}

const worksOfArtist = (table: string, place: string) =>
  `SELECT kind, work AS id, edition, manifest, title, artist_name AS "artistName", release_title AS "releaseTitle", genre,
     created_at AS "createdAt" FROM ${table} WHERE artist = ${place}`
const withoutTags = (rows: readonly unknown[]): IndexedWork[] =>
  rows.map((row) => ({ ...(row as Omit<IndexedWork, 'tags'>), tags: [] }))

export const servedEngines: readonly ((folder: string) => Promise<ServedEngine>)[] = [
  openSqlite,
  openPostgres,
]

async function openSqlite(folder: string): Promise<ServedEngine> {
  const file = join(folder, 'search.sqlite')
  const index = new SqliteSearchIndex(file)
  const rows = new Database(file, { readonly: true })
  const works = rows.prepare(worksOfArtist('works', '?'))
  const like = rows.prepare(
    'SELECT * FROM works WHERE title LIKE @q OR artist_name LIKE @q ORDER BY id DESC LIMIT 20',
  )
  return {
    name: 'SQLite',
    index,
    worksOf: async (artist) => withoutTags(works.all(artist)),
    scan: async (text) => like.all({ q: `%${text}%` }),
    async close() {
      rows.close()
      await index.close()
    },
  }
}

async function openPostgres(): Promise<ServedEngine> {
  const server = await PostgresServer.open()
  const postgres = await openHubPostgres(await server.database())
  return {
    name: 'PostgreSQL',
    index: new PostgresSearchIndex(postgres, 'bench'),
    worksOf: async (artist) =>
      withoutTags(await postgres.query(worksOfArtist('search_works', '$1'), [artist])),
    scan: (text) =>
      postgres.query(
        'SELECT * FROM search_works WHERE title ILIKE $1 OR artist_name ILIKE $1 ORDER BY id DESC LIMIT 20',
        [`%${text}%`],
      ),
    async close() {
      await postgres.close()
      await server.remove()
    },
  }
}
