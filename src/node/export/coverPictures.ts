import type { CidText } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { embeddedArtwork } from '../artwork/contract.ts'
import type { ArtworkReader } from '../playback/artworkReader.ts'

/** Covers as JPEG, made anew from their pixels in a process of their own: players read them, and strangers made them. */
export class CoverPictures {
  readonly #artwork: Pick<ArtworkReader, 'read'>
  readonly #cleaner: Pick<ArtworkCleaner, 'clean'>
  #last: { readonly cid: CidText; readonly picture: Uint8Array | null } | undefined

  constructor(artwork: Pick<ArtworkReader, 'read'>, cleaner: Pick<ArtworkCleaner, 'clean'>) {
    this.#artwork = artwork
    this.#cleaner = cleaner
  }

  /** Null where there is none that can be read: the music does not wait for it. */
  async read(cid: CidText | undefined, signal: AbortSignal): Promise<Uint8Array | null> {
    if (cid === undefined) return null
    if (this.#last?.cid === cid) return this.#last.picture
    const picture = await this.#make(cid, signal)
    this.#last = { cid, picture }
    return picture
  }

  async #make(cid: CidText, signal: AbortSignal): Promise<Uint8Array | null> {
    try {
      const { bytes } = await this.#artwork.read(cid, signal)
      return (await this.#cleaner.clean({ bytes }, embeddedArtwork)).bytes
    } catch {
      signal.throwIfAborted()
      return null
    }
  }
}
