import type { Address, CatalogueSubject } from '../../shared/ids.ts'
import type { RankedWork } from './collectionStore.ts'

export interface RankedRow {
  readonly work: CatalogueSubject
  readonly artist: Address
  readonly collection: Address
}

/** Rows of works and of who shows them, in the order of their rank. */
export function groupRanked(rows: readonly RankedRow[]): RankedWork[] {
  return [...Map.groupBy(rows, ({ work }) => work).values()].flatMap((shown) => {
    const [first] = shown
    if (first === undefined) return []
    const { work, artist } = first
    return [{ work, artist, collections: shown.map(({ collection }) => collection) }]
  })
}
