import type { Blocks } from '../../ipfs/peer.ts'
import type { Label } from '../../shared/ids.ts'
import type { Access } from '../access/access.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Purchases } from '../market/purchases.ts'
import type { Store } from '../store/openStore.ts'
import type { Downloads } from './downloads.ts'
import { ArtworkReader } from './artworkReader.ts'
import { type FileCovers, type FileOpener, Playback } from './playback.ts'
import { TrackLookup } from './trackLookup.ts'

export interface CreatePlaybackOptions {
  readonly store: Store
  readonly catalogue: CatalogueService
  readonly access: Access
  readonly blocks: Blocks
  readonly purchases: Pick<Purchases, 'boughtManifest'>
  readonly downloads: Downloads
  readonly files: FileOpener
  readonly covers: FileCovers
}

/** Composes {@link Playback} from what the node has. */
export function createPlayback({
  store,
  catalogue,
  access,
  blocks,
  purchases,
  downloads,
  files,
  covers,
}: CreatePlaybackOptions): Playback {
  const bought = (label: Label) => purchases.boughtManifest(label)
  return new Playback({
    tracks: new TrackLookup({ catalogue, access, bought }),
    artwork: new ArtworkReader({ store, catalogue, blocks }),
    downloads,
    blocks,
    files,
    covers,
  })
}
