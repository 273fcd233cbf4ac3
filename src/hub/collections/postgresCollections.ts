import type { Postgres } from '../../database/postgres.ts'
import type { Address, CatalogueSubject } from '../../shared/ids.ts'
import {
  type CollectionStore,
  fewestOwners,
  type KeptCollection,
  lookedAt,
  maxCollections,
  ranked,
  type RankedWork,
} from './collectionStore.ts'
import { groupRanked, type RankedRow } from './groupRanked.ts'

/** Whoever keeps one holds this lock, so that no two of one key come in the wrong order; the number means nothing else. */
const keepLock = 7_353_006

/** Collections that several processes of a hub keep. */
export class PostgresCollections implements CollectionStore {
  readonly #postgres: Postgres
  readonly #most: number

  /** @param most collections that are kept */
  constructor(postgres: Postgres, most = maxCollections) {
    this.#postgres = postgres
    this.#most = most
  }

  keep(kept: KeptCollection, now: number): Promise<'kept' | 'older' | 'full'> {
    const { collection, account, number, until, works, record } = kept
    return this.#postgres.transaction(async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [keepLock])
      const [known] = await query<{ number: number }>(
        'SELECT number FROM collections WHERE collection = $1',
        [collection],
      )
      if ((known?.number ?? 0) >= number) return 'older'
      const shown = await query<{ work: CatalogueSubject; changed_at: number }>(
        'SELECT work, changed_at FROM collected_works WHERE collection = $1',
        [collection],
      )
      const since = new Map(shown.map((row) => [row.work, row.changed_at]))
      await query('DELETE FROM collections WHERE until <= $1', [now])
      await query('DELETE FROM collections WHERE collection = $1 OR account = $2', [collection, account])
      const [all] = await query<{ count: number }>('SELECT count(*)::BIGINT AS count FROM collections')
      if ((all?.count ?? 0) >= this.#most) return 'full'
      await query(
        'INSERT INTO collections (collection, account, number, until, record) VALUES ($1, $2, $3, $4, $5)',
        [collection, account, number, until, works.length === 0 ? null : Buffer.from(record)],
      )
      await query(
        `INSERT INTO collected_works (work, artist, collection, until, changed_at)
           SELECT work, artist, $4, $5, changed_at
           FROM unnest($1::TEXT[], $2::TEXT[], $3::BIGINT[]) AS shown (work, artist, changed_at)`,
        [
          works.map(({ work }) => work),
          works.map(({ artist }) => artist),
          works.map(({ work }) => since.get(work) ?? now),
          collection,
          until,
        ],
      )
      return 'kept'
    })
  }

  async alsoShown(work: CatalogueSubject, now: number): Promise<RankedWork[]> {
    const rows = await this.#postgres.query<RankedRow>(
      `WITH showing AS (SELECT collection, artist FROM collected_works
           WHERE work = $1 AND until > $2 ORDER BY changed_at DESC, collection COLLATE "C" LIMIT ${lookedAt}),
         beside AS (SELECT work, other.collection, other.artist, changed_at FROM collected_works AS other
           JOIN showing ON showing.collection = other.collection AND showing.artist <> other.artist
           WHERE work <> $1),
         best AS (SELECT work, count(*) AS owners, max(changed_at) AS newest FROM beside
           GROUP BY work HAVING count(*) >= ${fewestOwners}
           ORDER BY owners DESC, newest DESC, work COLLATE "C" LIMIT ${ranked})
       SELECT work, artist, collection FROM best JOIN beside USING (work)
       ORDER BY owners DESC, newest DESC, work COLLATE "C", changed_at DESC, collection COLLATE "C"`,
      [work, now],
    )
    return groupRanked(rows)
  }

  async records(collections: readonly Address[], now: number): Promise<ReadonlyMap<Address, Uint8Array>> {
    const rows = await this.#postgres.query<{ collection: Address; record: Buffer }>(
      `SELECT collection, record FROM collections
         WHERE collection = ANY ($1::TEXT[]) AND until > $2 AND record IS NOT NULL`,
      [[...collections], now],
    )
    return new Map(rows.map(({ collection, record }) => [collection, new Uint8Array(record)]))
  }

  async count(): Promise<number> {
    const [row] = await this.#postgres.query<{ count: number }>(
      'SELECT count(*)::BIGINT AS count FROM collections WHERE record IS NOT NULL',
    )
    return row?.count ?? 0
  }
}
