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

/** All that an artist has on sale; nothing for one who is forgotten. */
export interface ArtistWorks {
  readonly artist: Address
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
 * it can be made again from the catalogues at any time.
 */
export interface SearchIndex {
  /**
   * Makes these works what the index has of their artists. Doing it again changes nothing.
   *
   * @param position how far the catalogues have been read with these, where they are read in order
   */
  replace(catalogues: readonly ArtistWorks[], position?: number): Promise<void>
  /** See {@link replace}; 0 for an index that is new. */
  position(): Promise<number>
  /**
   * Makes these the artists and works that are found only by who asks for that very artist, work or name: not by words, genre
   * or age, and counted in no genre.
   */
  hide(subjects: ReadonlySet<CatalogueSubject>): Promise<void>
  find(query: SearchQuery, page: SearchPage): Promise<IndexHit[]>
  /** Genres and tags of works, the most frequent first, each in its most frequent spelling of upper and lower case. */
  genres(limit: number): Promise<{ genre: string; works: number }[]>
  count(): Promise<number>
  close(): Promise<void>
}
