import type { ArtworkCleaner } from '../../node/artwork/artworkCleaner.ts'
import { smallArtwork } from '../../node/artwork/contract.ts'
import type { CidText, Label } from '../../shared/ids.ts'
import { trackOrigin } from '../../shared/origins.ts'

/** As long as a notification waits for a picture that other peers have, ms. */
const patienceMs = 3_000

export interface CoverReaderOptions {
  readonly catalogue: {
    readonly edition: (label: Label) => { readonly artwork: CidText | null } | undefined
  }
  readonly playback: { readonly respond: (url: string, signal: AbortSignal) => Promise<Response> }
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
}

/**
 * Reads a work's picture for a notification, as JPEG of at most 256 px. What others have published is not unpacked in the main
 * process: the one that reads pictures makes it anew.
 *
 * @returns null where there is none, or none that is here in time
 * @throws BuskerError `MEDIA_ARTWORK_*`
 */
export function coverReader({ catalogue, playback, artworkCleaner }: CoverReaderOptions) {
  return async (label: Label): Promise<Uint8Array | null> => {
    const artwork = catalogue.edition(label)?.artwork ?? null
    if (artwork === null) return null
    const signal = AbortSignal.timeout(patienceMs)
    const response = await playback
      .respond(`${trackOrigin}/artwork/${artwork}`, signal)
      .catch((error: unknown) => {
        if (signal.aborted) return null
        throw error
      })
    if (response?.ok !== true) return null
    const source = { bytes: new Uint8Array(await response.arrayBuffer()) }
    const { mediaType, bytes } = await artworkCleaner.clean(source, smallArtwork)
    // What has transparency becomes WebP, which not every system's notifications take.
    return mediaType === 'image/jpeg' ? bytes : null
  }
}
