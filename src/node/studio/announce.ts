import { comingWorkOf } from '../../protocol/comingWork.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { CatalogueChange, Publisher } from '../catalogue/publish.ts'

/** Puts a change into the artist's catalogue and tells the network; repeating it does no harm. */
export type Announce = (change: CatalogueChange) => Promise<void>

export interface AnnounceOptions {
  readonly catalogue: Pick<CatalogueService, 'artist' | 'publish'>
  readonly keys: Publisher
  readonly onAnnounced: () => void
  /** Another machine with the same words sells: its catalogue is the one that counts. Default: no. */
  readonly isElsewhere?: () => boolean
}

/**
 * An artist without a catalogue so far is called in it as the first announced work calls them.
 *
 * @throws (by what it returns) BuskerError `HUB_LEASE_ELSEWHERE`
 */
export function createAnnounce({ catalogue, keys, onAnnounced, isElsewhere }: AnnounceOptions): Announce {
  return async (change) => {
    if (isElsewhere?.() === true) throw soldElsewhere()
    const [first] = [
      ...[...(change.tracks ?? []), ...(change.releases ?? [])].map(({ body }) => body.credits),
      ...(change.coming ?? []).map(comingWorkOf),
    ]
    const known = catalogue.artist(keys.identity.body.account)?.name
    const name = change.name ?? known ?? first?.artistName
    await catalogue.publish(keys, { ...change, ...(name !== undefined && { name }) })
    onAnnounced()
  }
}

/** What would be written here is not in the copy from which another machine sells. */
export function soldElsewhere(): BuskerError {
  return new BuskerError(
    'HUB_LEASE_ELSEWHERE',
    'Another machine with the same words sells now, and would not know of it. Nothing was changed. Do it there, or take selling back first.',
  )
}
