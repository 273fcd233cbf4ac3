import type { WorkSummary } from '../../node/catalogue/work.ts'
import type { SearchQuery } from '../../protocol/search.ts'
import type { Address, CatalogueSubject } from '../../shared/ids.ts'

/** What an index keeps of a work. */
export type IndexedWork = Pick<
  WorkSummary,
  | 'kind'
  | 'id'
  | 'edition'
  | 'manifest'
  | 'title'
  | 'artistName'
  | 'releaseTitle'
  | 'genre'
  | 'tags'
  | 'createdAt'
>

/** Which catalogue of an artist is meant, by the number of its head. */
export interface CatalogueNumber {
  readonly artist: Address
  readonly number: number
}

/** All that an artist has on sale by one catalogue. */
export interface ArtistWorks extends CatalogueNumber {
  readonly works: readonly IndexedWork[]
}

export interface IndexHit extends Pick<WorkSummary, 'kind' | 'id' | 'edition' | 'manifest'> {
  readonly artist: Address
}

export interface SearchPage {
  readonly limit: number
  readonly offset: number
}

/**
 * What a hub searches. Engines stand beside each other and pass one contract test (`testing/searchIndexContract.ts`). What is in
 * it can be made again from the catalogues at any time, and each process of a hub says what it has of them: one that is behind
 * puts nothing older in place of what another has read.
 *
 * Each method throws BuskerError `DATABASE_UNREACHABLE` where the index is in another process.
 */
export interface SearchIndex {
  /** The artists whose catalogue of this number, or a newer one, this process has not put into the index yet. */
  missing(catalogues: readonly CatalogueNumber[]): Promise<Address[]>
  /** Makes these works what the index has of their artists, but for those of whom it has a newer catalogue. Doing it again changes nothing. */
  replace(catalogues: readonly ArtistWorks[]): Promise<void>
  /** This process has no catalogue of these artists any more. Their works go where no other process has one. */
  forget(artists: readonly Address[]): Promise<void>
  /**
   * Makes these the artists and works that this process hides. What any process hides is found only by who asks for that very
   * artist, work or name: not by words, genre or age, and is counted in no genre.
   */
  hide(subjects: ReadonlySet<CatalogueSubject>): Promise<void>
  /**
   * The order is the same in every engine. By text: titles that begin so, titles with all of it, the others; of those the title that
   * is just what was typed, then what came into the index last. By artist, genre or age: the newest, and of one time what came last.
   * By name: the newest work of each artist, by account.
   */
  find(query: SearchQuery, page: SearchPage): Promise<IndexHit[]>
  /**
   * Genres and tags of works, the most frequent first, then by their bytes; each in its most frequent spelling of upper and lower
   * case.
   */
  genres(limit: number): Promise<GenreCount[]>
  count(): Promise<number>
  close(): Promise<void>
}

export interface GenreCount {
  readonly genre: string
  readonly works: number
}
