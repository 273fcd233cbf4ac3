import type { Address, CatalogueSubject } from '../../shared/ids.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
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

const shownWith = `SELECT collection, artist FROM collected_works
  WHERE work = @work AND until > @now ORDER BY changed_at DESC, collection LIMIT ${lookedAt}`

/** Collections in the hub's own file. */
export class SqliteCollections implements CollectionStore {
  readonly #store: HubStore
  readonly #most: number

  /** @param most collections that are kept */
  constructor(store: HubStore, most = maxCollections) {
    this.#store = store
    this.#most = most
  }

  async keep(kept: KeptCollection, now: number): Promise<'kept' | 'older' | 'full'> {
    return this.#store.transaction(() => {
      const { collection, account, number, until, works, record } = kept
      const known = this.#store.prepare('SELECT number FROM collections WHERE collection = ?').pluck()
      if (((known.get(collection) as number | undefined) ?? 0) >= number) return 'older'
      const since = new Map(
        this.#store
          .prepare<[string], [string, number]>(
            'SELECT work, changed_at FROM collected_works WHERE collection = ?',
          )
          .raw()
          .all(collection),
      )
      this.#store.prepare('DELETE FROM collections WHERE until <= ?').run(now)
      this.#store
        .prepare('DELETE FROM collections WHERE collection = ? OR account = ?')
        .run(collection, account)
      if (numberIn(this.#store, 'SELECT count(*) FROM collections') >= this.#most) return 'full'
      this.#store
        .prepare(
          'INSERT INTO collections (collection, account, number, until, record) VALUES (?, ?, ?, ?, ?)',
        )
        .run(collection, account, number, until, works.length === 0 ? null : record)
      const add = this.#store.prepare(
        'INSERT INTO collected_works (work, collection, artist, until, changed_at) VALUES (?, ?, ?, ?, ?)',
      )
      for (const { work, artist } of works) add.run(work, collection, artist, until, since.get(work) ?? now)
      return 'kept'
    })()
  }

  async alsoShown(work: CatalogueSubject, now: number): Promise<RankedWork[]> {
    const rows = this.#store
      .prepare<{ work: string; now: number }, RankedRow>(
        `WITH showing AS (${shownWith}),
           beside AS (SELECT work, other.collection AS collection, other.artist AS artist, changed_at FROM collected_works AS other
             JOIN showing ON showing.collection = other.collection AND showing.artist <> other.artist
             WHERE work <> @work),
           best AS (SELECT work, count(*) AS owners, max(changed_at) AS newest FROM beside
             GROUP BY work HAVING count(*) >= ${fewestOwners} ORDER BY owners DESC, newest DESC, work LIMIT ${ranked})
         SELECT work, artist, collection FROM best JOIN beside USING (work)
         ORDER BY owners DESC, newest DESC, work, changed_at DESC, collection`,
      )
      .all({ work, now })
    return groupRanked(rows)
  }

  async records(collections: readonly Address[], now: number): Promise<ReadonlyMap<Address, Uint8Array>> {
    const record = this.#store
      .prepare<[string, number], Buffer | null>(
        'SELECT record FROM collections WHERE collection = ? AND until > ?',
      )
      .pluck()
    return new Map(
      collections.flatMap((collection) => {
        const bytes = record.get(collection, now)
        return bytes === undefined || bytes === null ? [] : [[collection, new Uint8Array(bytes)]]
      }),
    )
  }

  async count(): Promise<number> {
    return numberIn(this.#store, 'SELECT count(*) FROM collections WHERE record IS NOT NULL')
  }
}
