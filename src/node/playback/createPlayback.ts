import type { Blocks } from '../../ipfs/peer.ts'
import type { Label } from '../../shared/ids.ts'
import type { Access } from '../access/access.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { hasAccess } from '../market/purchaseOutcome.ts'
import type { Purchases } from '../market/purchases.ts'
import type { Store } from '../store/openStore.ts'
import type { Downloads } from './downloads.ts'
import { ShownArtwork } from './shownArtwork.ts'
import { Playback } from './playback.ts'
import { Tracks } from './tracks.ts'

export interface CreatePlaybackParts {
  readonly store: Store
  readonly catalogue: Catalogue
  readonly access: Access
  readonly blocks: Blocks
  readonly purchases: Pick<Purchases, 'list'>
  readonly downloads: Downloads
}

/** Composes {@link Playback} from what the node has. */
export function createPlayback({
  store,
  catalogue,
  access,
  blocks,
  purchases,
  downloads,
}: CreatePlaybackParts): Playback {
  const bought = (label: Label) =>
    purchases.list().find((purchase) => purchase.label === label && hasAccess(purchase))?.manifest
  return new Playback({
    tracks: new Tracks({ catalogue, access, bought }),
    artwork: new ShownArtwork({ store, catalogue, blocks }),
    downloads,
    blocks,
  })
}
