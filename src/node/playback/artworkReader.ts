import type { Blocks } from '../../ipfs/peer.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { CidText } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Store } from '../store/openStore.ts'

export interface ArtworkImage {
  readonly bytes: Uint8Array
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
}

interface ArtworkReaderOptions {
  readonly catalogue: Pick<CatalogueService, 'manifest' | 'artist'>
  readonly store: Store
  readonly blocks: Pick<Blocks, 'get'>
}

/** Reads the artwork of known works, and no other block. */
export class ArtworkReader {
  readonly #options: ArtworkReaderOptions

  constructor(options: ArtworkReaderOptions) {
    this.#options = options
  }

  /** @throws BuskerError `PLAYBACK_NO_PICTURE`, `IPFS_BLOCK_NOT_FOUND` */
  async read(cid: CidText, signal?: AbortSignal): Promise<ArtworkImage> {
    const { catalogue, blocks } = this.#options
    const manifest = this.#manifestWith(cid)
    const { artwork, artist } =
      (manifest === undefined ? undefined : catalogue.manifest(manifest))?.body ?? {}
    if (artwork === undefined || artist === undefined || artwork.size > blockMaxBytes) throw noArtwork()
    const peer = catalogue.artist(artist)?.peer
    const bytes = await blocks.get(artwork.cid, {
      from: peer === undefined ? [] : [peer],
      ...(signal && { signal }),
    })
    if (bytes.byteLength !== artwork.size || mediaTypeOf(bytes) !== artwork.mediaType) throw noArtwork()
    return { bytes, mediaType: artwork.mediaType }
  }

  #manifestWith(artwork: CidText): CidText | undefined {
    const manifests = this.#options.store.prepare<[string], CidText>(
      'SELECT manifest FROM works WHERE artwork = ? LIMIT 1',
    )
    return manifests.pluck().get(artwork)
  }
}

/** What the first bytes say it is. */
function mediaTypeOf(bytes: Uint8Array): ArtworkImage['mediaType'] | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('RIFF') && start.slice(8) === 'WEBP') return 'image/webp'
  return undefined
}

function noArtwork(): BuskerError {
  return new BuskerError('PLAYBACK_NO_PICTURE', 'No work you know of shows this picture.')
}
