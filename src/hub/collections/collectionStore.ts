import { insertMissing, numberOf, rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import type { Address, CatalogueSubject } from '../../shared/ids.ts'

/** Collections that are kept: each is a few kilobytes to forty. */
const maxCollections = 50_000
/** Those who show a work that are looked at: the newest. */
const lookedAt = 200
/** Works of one answer, before those are left out that the hub does not list. */
const worksRanked = 24
/** So many show two works together before it is said: nobody's taste is told alone. */
export const fewestOwners = 2

/** A collection as it is kept. What it is made of has been verified. */
export interface KeptCollection {
  readonly collection: Address
  /** Whose it is. */
  readonly account: Address
  readonly number: number
  /** ms since epoch */
  readonly until: number
  /** Each once; none takes back what was shown before. */
  readonly works: readonly { readonly work: CatalogueSubject; readonly artist: Address }[]
  /** Signed, encoded. */
  readonly record: Uint8Array
}

/** A work that is shown beside another, and collections that show both, those that show it last first. */
export interface RankedWork {
  readonly work: CatalogueSubject
  readonly artist: Address
  readonly collections: readonly Address[]
}

interface RankedRow {
  readonly work: CatalogueSubject
  readonly artist: Address
  readonly collection: Address
}

/** The rows of collections. Each method throws BuskerError `DATABASE_UNREACHABLE` where they are in another process. */
export class CollectionStore {
  readonly #engine: SqlEngine
  readonly #most: number

  /** @param most collections that are kept */
  constructor(engine: SqlEngine, most = maxCollections) {
    this.#engine = engine
    this.#most = most
  }

  /**
   * Keeps a collection in the place of any other of its key or of its account; one that was taken back stays as a number. What
   * has run out is forgotten.
   *
   * @param now ms since epoch
   * @returns `older`: its number is not above the one that is known, and nothing was done; `full`: nor was it here
   */
  keep(kept: KeptCollection, now: number): Promise<'kept' | 'older' | 'full'> {
    return this.#engine.change(() => this.#keep(kept, now))
  }

  /**
   * Works of other artists by how many of the {@link lookedAt} newest collections that show this one show them too, at least
   * {@link fewestOwners}; of equal ones what was shown last first.
   */
  async alsoShown(work: CatalogueSubject, now: number): Promise<RankedWork[]> {
    const rows = await this.#engine.read(() =>
      rowsOf<RankedRow>(
        `WITH showing AS (SELECT collection, artist FROM collected_works
             WHERE work = $1 AND until > $2 ORDER BY changed_at DESC, collection LIMIT ${lookedAt}),
           beside AS (SELECT work, other.collection AS collection, other.artist AS artist, changed_at FROM collected_works AS other
             JOIN showing ON showing.collection = other.collection AND showing.artist <> other.artist
             WHERE work <> $1),
           best AS (SELECT work, count(*) AS owners, max(changed_at) AS newest FROM beside
             GROUP BY work HAVING count(*) >= ${fewestOwners} ORDER BY owners DESC, newest DESC, work LIMIT ${worksRanked})
         SELECT work, artist, collection FROM best JOIN beside USING (work)
         ORDER BY owners DESC, newest DESC, work, changed_at DESC, collection`,
        work,
        now,
      ),
    )
    return [...Map.groupBy(rows, (row) => row.work).values()].flatMap((shown) => {
      const [first] = shown
      if (first === undefined) return []
      const collections = shown.map(({ collection }) => collection)
      return [{ work: first.work, artist: first.artist, collections }]
    })
  }

  /** Those that are shown now. */
  async records(collections: readonly Address[], now: number): Promise<ReadonlyMap<Address, Uint8Array>> {
    if (collections.length === 0) return new Map()
    const places = collections.map((_, at) => `$${at + 2}`)
    const rows = await this.#engine.read(() =>
      rowsOf<{ readonly collection: Address; readonly record: Uint8Array }>(
        `SELECT collection, record FROM collections
           WHERE until > $1 AND record IS NOT NULL AND collection IN (${places.join()})`,
        now,
        ...collections,
      ),
    )
    return new Map(rows.map(({ collection, record }) => [collection, new Uint8Array(record)]))
  }

  count(): Promise<number> {
    return this.#engine.read(() => numberOf('SELECT count(*) AS n FROM collections WHERE record IS NOT NULL'))
  }

  *#keep(kept: KeptCollection, now: number): Steps<'kept' | 'older' | 'full'> {
    const { collection, account, number, until, works, record } = kept
    const known = yield* numberOf('SELECT number AS n FROM collections WHERE collection = $1', collection)
    if (known >= number) return 'older'
    const shown = yield* rowsOf<{ readonly work: CatalogueSubject; readonly changed_at: number }>(
      'SELECT work, changed_at FROM collected_works WHERE collection = $1',
      collection,
    )
    const since = new Map(shown.map((row) => [row.work, row.changed_at]))
    yield* rowsOf('DELETE FROM collections WHERE until <= $1', now)
    yield* rowsOf('DELETE FROM collections WHERE collection = $1 OR account = $2', collection, account)
    if ((yield* numberOf('SELECT count(*) AS n FROM collections')) >= this.#most) return 'full'
    yield* rowsOf(
      'INSERT INTO collections (collection, account, number, until, record) VALUES ($1, $2, $3, $4, $5)',
      collection,
      account,
      number,
      until,
      works.length === 0 ? null : record,
    )
    yield* insertMissing(
      'collected_works',
      works.map(({ work, artist }) => ({
        work,
        collection,
        artist,
        until,
        changed_at: since.get(work) ?? now,
      })),
    )
    return 'kept'
  }
}
