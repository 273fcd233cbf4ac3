import type { Address, CatalogueSubject } from '../../shared/ids.ts'

/** Collections that are kept: each is a few kilobytes to forty. */
export const maxCollections = 50_000
/** Those who show a work that are looked at: the newest. */
export const lookedAt = 200
/** Works of one answer, before those are left out that the hub does not list. */
export const ranked = 24
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

/** Where collections are kept. Engines stand beside each other and pass one contract test. */
export interface CollectionStore {
  /**
   * Keeps a collection in the place of any other of its key or of its account; one that was taken back stays as a number. What
   * has run out is forgotten.
   *
   * @param now ms since epoch
   * @returns `older`: its number is not above the one that is known, and nothing was done; `full`: nor was it here
   */
  keep(kept: KeptCollection, now: number): Promise<'kept' | 'older' | 'full'>
  /**
   * Works of other artists by how many of the {@link lookedAt} newest collections that show this one show them too, at least
   * {@link fewestOwners}; of equal ones what was shown last first.
   */
  alsoShown(work: CatalogueSubject, now: number): Promise<RankedWork[]>
  /** Those that are shown now. */
  records(collections: readonly Address[], now: number): Promise<ReadonlyMap<Address, Uint8Array>>
  count(): Promise<number>
}
