import type { Postgres, Query } from '../../database/postgres.ts'
import type { SearchQuery } from '../../protocol/search.ts'
import type { Address, CatalogueSubject } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { findByText } from './findByText.ts'
import { genreKey, joinSpellings, spellingsLookedAt } from './genreNames.ts'
import { addWords, readWorks, removeWords, writeWorks } from './postgresWorks.ts'
import { PostgresTextEngine, type TextLimits } from './postgresTextEngine.ts'
import type {
  ArtistWorks,
  CatalogueNumber,
  GenreCount,
  IndexHit,
  SearchIndex,
  SearchPage,
} from './searchIndex.ts'
import { changesOf, WordCounts, type WorkRow } from './workRow.ts'

/** Whoever writes holds this lock: words are counted, and ids come in order. */
const searchLock = 7_353_005

const hitColumns = 'kind, works.work AS id, edition, artist, manifest'

/** {@link SearchIndex} in PostgreSQL, which several processes of a hub write and read. */
export class PostgresSearchIndex implements SearchIndex {
  readonly #postgres: Postgres
  readonly #reader: string
  readonly #text: PostgresTextEngine

  /** @param reader which process this is: each has read catalogues, and hides something, for itself */
  constructor(postgres: Postgres, reader: string, limits?: TextLimits) {
    this.#postgres = postgres
    this.#reader = reader
    this.#text = new PostgresTextEngine(postgres.query, limits)
  }

  async missing(catalogues: readonly CatalogueNumber[]): Promise<Address[]> {
    const rows = await this.#postgres.query<{ artist: Address }>(
      `SELECT artist FROM unnest($1::text[], $2::bigint[]) AS read (artist, number)
         WHERE NOT EXISTS (SELECT 1 FROM search_catalogues AS known
           WHERE known.artist = read.artist AND reader = $3 AND known.number >= read.number)`,
      [catalogues.map(({ artist }) => artist), catalogues.map(({ number }) => number), this.#reader],
    )
    return rows.map(({ artist }) => artist)
  }

  async replace(catalogues: readonly ArtistWorks[]): Promise<void> {
    const numbers = [catalogues.map(({ artist }) => artist), catalogues.map(({ number }) => number)]
    await this.#change(async (query) => {
      await query(
        `INSERT INTO search_catalogues (artist, reader, number) SELECT artist, $3, number FROM unnest($1::text[], $2::bigint[]) AS t (artist, number)
           ON CONFLICT (artist, reader) DO UPDATE SET number = excluded.number`,
        [...numbers, this.#reader],
      )
      const read = await query<{ artist: Address }>(
        `INSERT INTO search_artists (artist, number) SELECT * FROM unnest($1::text[], $2::bigint[])
           ON CONFLICT (artist) DO UPDATE SET number = excluded.number WHERE search_artists.number <= excluded.number
           RETURNING artist`,
        numbers,
      )
      const newest = new Set(read.map(({ artist }) => artist))
      await replaceWorks(
        query,
        catalogues.filter(({ artist }) => newest.has(artist)),
      )
    })
  }

  async forget(artists: readonly Address[]): Promise<void> {
    await this.#change(async (query) => {
      await query('DELETE FROM search_catalogues WHERE artist = ANY ($1) AND reader = $2', [
        artists,
        this.#reader,
      ])
      const forgotten = await query<{ artist: Address }>(
        `DELETE FROM search_artists AS gone WHERE artist = ANY ($1)
           AND NOT EXISTS (SELECT 1 FROM search_catalogues AS left_over WHERE left_over.artist = gone.artist)
           RETURNING artist`,
        [artists],
      )
      await replaceWorks(
        query,
        forgotten.map(({ artist }) => ({ artist, works: [] })),
      )
    })
  }

  async hide(subjects: ReadonlySet<CatalogueSubject>): Promise<void> {
    await this.#change(async (query) => {
      const hidden = [...subjects]
      await query('DELETE FROM search_hidden WHERE reader = $1 AND NOT subject = ANY ($2)', [
        this.#reader,
        hidden,
      ])
      await query(
        `INSERT INTO search_hidden (subject, reader) SELECT subject, $2 FROM unnest($1::text[]) AS t (subject)
           ON CONFLICT DO NOTHING`,
        [hidden, this.#reader],
      )
      const isHidden = `(artist IN (SELECT subject FROM search_hidden)
        OR kind || '/' || work IN (SELECT subject FROM search_hidden))`
      const shown = await readWorks(query, `is_hidden = 1 AND NOT ${isHidden}`)
      const gone = await readWorks(
        query,
        `is_hidden = 0 AND id IN (
           SELECT id FROM search_hidden JOIN search_works ON artist = subject
           UNION SELECT id FROM search_hidden JOIN search_works
             ON work = split_part(subject, '/', 2) AND kind = split_part(subject, '/', 1))`,
      )
      await query('UPDATE search_works SET is_hidden = 1 - is_hidden WHERE id = ANY ($1)', [
        [...shown, ...gone].map(({ id }) => id),
      ])
      const counts = new WordCounts()
      await removeWords(query, gone, counts)
      await addWords(query, shown, counts)
      await writeCounts(query, counts)
    })
  }

  async find(query: SearchQuery, page: SearchPage): Promise<IndexHit[]> {
    switch (query.by) {
      case 'text':
        return findByText(this.#text, query.text, page)
      case 'newest':
        return this.#hits(
          'search_works AS works WHERE is_hidden = 0 ORDER BY created_at DESC, works.id DESC',
          page,
        )
      case 'genre':
        return this.#hits(
          `search_work_genres AS browsed JOIN search_works AS works ON works.id = browsed.work WHERE browsed.genre = $3
           ORDER BY browsed.created_at DESC, browsed.work DESC`,
          page,
          genreKey(query.genre),
        )
      case 'artist':
        return this.#hits(
          'search_works AS works WHERE artist = $3 ORDER BY created_at DESC, works.id DESC',
          page,
          query.artist,
        )
      case 'name':
        return this.#hits(
          `(SELECT DISTINCT ON (artist) * FROM search_works WHERE name_key = $3
             ORDER BY artist, created_at DESC, id DESC) AS works ORDER BY artist`,
          page,
          nameKey(query.name),
        )
      case 'work':
        return this.#hits('search_works AS works WHERE work = $3 AND kind = $4', page, query.id, query.kind)
    }
  }

  async genres(limit: number): Promise<GenreCount[]> {
    const spellings = await this.#postgres.query<GenreCount>(
      'SELECT genre, works FROM search_genres ORDER BY works DESC, genre LIMIT $1',
      [spellingsLookedAt],
    )
    return joinSpellings(spellings, limit)
  }

  async count(): Promise<number> {
    const [row] = await this.#postgres.query<{ works: number }>('SELECT count(*) AS works FROM search_works')
    return row?.works ?? 0
  }

  /** The connections are whose who opened them. */
  async close(): Promise<void> {}

  #hits(from: string, { limit, offset }: SearchPage, ...values: string[]): Promise<IndexHit[]> {
    return this.#postgres.query<IndexHit>(`SELECT ${hitColumns} FROM ${from} LIMIT $1 OFFSET $2`, [
      limit,
      offset,
      ...values,
    ])
  }

  #change(work: (query: Query) => Promise<void>): Promise<void> {
    return this.#postgres.transaction(async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [searchLock])
      await work(query)
    })
  }
}

async function replaceWorks(
  query: Query,
  catalogues: readonly Pick<ArtistWorks, 'artist' | 'works'>[],
): Promise<void> {
  if (catalogues.length === 0) return
  const known = await readWorks(query, 'artist = ANY ($1)', [catalogues.map(({ artist }) => artist)])
  const before = Map.groupBy(known, ({ artist }) => artist)
  const changes = catalogues.map(({ artist, works }) => changesOf(artist, works, before.get(artist) ?? []))
  const gone = changes.flatMap((each) => each.gone)
  const counts = new WordCounts()
  await query('DELETE FROM search_works WHERE id = ANY ($1)', [gone.map(({ id }) => id)])
  const isShown = ({ is_hidden: isHidden }: WorkRow) => isHidden === 0
  await removeWords(query, gone.filter(isShown), counts)
  const written = await writeWorks(
    query,
    changes.flatMap((each) => each.added),
  )
  await addWords(query, written.filter(isShown), counts)
  await writeCounts(query, counts)
}

async function writeCounts(query: Query, { words, genres }: WordCounts): Promise<void> {
  await PostgresTextEngine.count(query, words)
  if (genres.size === 0) return
  const names = [...genres.keys()].toSorted()
  await query(
    `INSERT INTO search_genres (genre, works) SELECT * FROM unnest($1::text[], $2::bigint[])
       ON CONFLICT (genre) DO UPDATE SET works = search_genres.works + excluded.works`,
    [names, names.map((name) => genres.get(name))],
  )
  await query('DELETE FROM search_genres WHERE genre = ANY ($1::text[]) AND works <= 0', [names])
}
