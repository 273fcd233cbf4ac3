import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { CatalogueChange, Publisher } from '../catalogue/publish.ts'

/** Puts a change into the artist's catalogue and tells the network; repeating it does no harm. */
export type Announce = (change: CatalogueChange) => Promise<void>

export interface AnnounceOptions {
  readonly catalogue: Pick<CatalogueService, 'artist' | 'publish'>
  readonly keys: Publisher
  readonly onAnnounced: () => void
}

/** An artist without a catalogue so far is called in it as the first announced work calls them. */
export function createAnnounce({ catalogue, keys, onAnnounced }: AnnounceOptions): Announce {
  return async (change) => {
    const [first] = [...(change.tracks ?? []), ...(change.releases ?? [])]
    const known = catalogue.artist(keys.identity.body.account)?.name
    const name = change.name ?? known ?? first?.body.credits.artistName
    await catalogue.publish(keys, { ...change, ...(name !== undefined && { name }) })
    onAnnounced()
  }
}
