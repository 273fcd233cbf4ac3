import type { Blocks } from '../../ipfs/peer.ts'
import { type ImageHeader, readImageHeader, shownImageMaxSide } from '../../protocol/imageHeader.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { CidText } from '../../shared/ids.ts'
import { findProfilePicture } from '../catalogue/artistProfile.ts'
import { findComingPicture } from '../catalogue/comingWorks.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Store } from '../store/openStore.ts'

export interface ArtworkImage {
  readonly bytes: Uint8Array
  readonly mediaType: ImageHeader['mediaType']
}

interface ArtworkReaderOptions {
  readonly catalogue: Pick<CatalogueService, 'manifest' | 'artist'>
  readonly store: Store
  readonly blocks: Pick<Blocks, 'get'>
}

/** Reads the artwork of known works and the pictures of known artists, and no other block. */
export class ArtworkReader {
  readonly #options: ArtworkReaderOptions

  constructor(options: ArtworkReaderOptions) {
    this.#options = options
  }

  /**
   * Reads a picture that costs whoever shows it little: what it unpacks to is in its header.
   *
   * @throws BuskerError `PLAYBACK_NO_PICTURE`, `PLAYBACK_PICTURE_TOO_LARGE`, `IPFS_BLOCK_NOT_FOUND`
   */
  async read(cid: CidText, signal?: AbortSignal): Promise<ArtworkImage> {
    const { catalogue, blocks, store } = this.#options
    const manifest = this.#manifestWith(cid)
    const { artwork, artist } =
      (manifest === undefined
        ? (findProfilePicture(store, cid) ?? findComingPicture(store, cid))
        : catalogue.manifest(manifest)?.body) ?? {}
    if (artwork === undefined || artist === undefined || artwork.size > blockMaxBytes) throw noArtwork()
    const peer = catalogue.artist(artist)?.peer
    const bytes = await blocks.get(artwork.cid, {
      from: peer === undefined ? [] : [peer],
      ...(signal && { signal }),
    })
    const header = readImageHeader(bytes)
    if (bytes.byteLength !== artwork.size || header?.mediaType !== artwork.mediaType) throw noArtwork()
    if (Math.max(header.width, header.height) > shownImageMaxSide) throw tooLarge(header)
    return { bytes, mediaType: artwork.mediaType }
  }

  #manifestWith(artwork: CidText): CidText | undefined {
    const manifests = this.#options.store.prepare<[string], CidText>(
      'SELECT manifest FROM works WHERE artwork = ? LIMIT 1',
    )
    return manifests.pluck().get(artwork)
  }
}

function noArtwork(): BuskerError {
  return new BuskerError('PLAYBACK_NO_PICTURE', 'No work and no artist you know of shows this picture.')
}

function tooLarge({ width, height }: ImageHeader): BuskerError {
  return new BuskerError(
    'PLAYBACK_PICTURE_TOO_LARGE',
    `This picture has ${width} × ${height} pixels; at most ${shownImageMaxSide} a side are shown. A generated cover stands in its place, and the music plays as ever.`,
  )
}
