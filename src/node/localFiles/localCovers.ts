import PQueue from 'p-queue'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { CidText } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { shownArtwork } from '../artwork/contract.ts'
import type { CoverCache } from './coverCache.ts'
import { coverCid } from './coverCid.ts'
import type { FileReader } from './fileReader.ts'
import type { LocalFileStore } from './localFileStore.ts'

export interface LocalCoversOptions {
  readonly files: Pick<LocalFileStore, 'filesWithCover' | 'covers'>
  /** Used by nobody else: what it reads when it is ended is lost. */
  readonly reader: Pick<FileReader, 'cover' | 'stop'>
  readonly cleaner: Pick<ArtworkCleaner, 'clean'>
  readonly cache: Pick<CoverCache, 'read' | 'write' | 'keepOnly'>
}

const refusals = ['MEDIA_ARTWORK_DAMAGED', 'MEDIA_ARTWORK_TOO_LARGE', 'MEDIA_ARTWORK_UNSUPPORTED'] as const
/** The reader ends after so much time without a picture, ms. */
const idleMs = 5000

/**
 * Pictures of local files, read and made anew from their pixels by processes of their own. They are served to the app's own pages
 * alone, and are no blocks that another peer could ask for.
 */
export class LocalCovers {
  readonly #options: LocalCoversOptions
  /** One at a time: the reader is ended with a file that it can't get through. */
  readonly #queue = new PQueue({ concurrency: 1 })
  #idle: NodeJS.Timeout | undefined
  /** Pictures that no file gave: each is tried once, until folders change. */
  readonly #unreadable = new Set<CidText>()

  constructor(options: LocalCoversOptions) {
    this.#options = options
    this.#queue.on('idle', () => {
      this.#idle = setTimeout(() => void this.#options.reader.stop(), idleMs).unref()
    })
  }

  /** Whether a local file has this picture. */
  has(cid: CidText): boolean {
    return this.#options.files.filesWithCover(cid).length > 0
  }

  /**
   * A picture as JPEG or WebP, of no more than {@link shownArtwork}.
   *
   * @throws BuskerError `PLAYBACK_NO_PICTURE`; the signal's reason
   */
  async read(cid: CidText, signal?: AbortSignal): Promise<Uint8Array> {
    const kept = await this.#options.cache.read(cid)
    if (kept !== undefined) return kept
    clearTimeout(this.#idle)
    return this.#queue.add(async () => {
      signal?.throwIfAborted()
      return (await this.#options.cache.read(cid)) ?? this.#make(cid)
    })
  }

  /** Forgets pictures of files that are not known any more. */
  async prune(): Promise<void> {
    this.#unreadable.clear()
    await this.#options.cache.keepOnly(this.#options.files.covers())
  }

  async stop(): Promise<void> {
    this.#queue.clear()
    await this.#queue.onIdle()
    clearTimeout(this.#idle)
    await this.#options.reader.stop()
  }

  async #make(cid: CidText): Promise<Uint8Array> {
    const { files, reader, cleaner, cache } = this.#options
    if (this.#unreadable.has(cid)) throw noPicture()
    for (const { root, file } of files.filesWithCover(cid)) {
      const picture = await reader.cover(root, file)
      // The file has changed since.
      if (picture === undefined || coverCid(picture) !== cid) continue
      const { bytes } = await cleaner.clean({ bytes: picture }, shownArtwork).catch((cause: unknown) => {
        if (refusals.some((code) => isBuskerError(cause, code))) this.#unreadable.add(cid)
        throw noPicture(cause)
      })
      await cache.write(cid, bytes)
      return bytes
    }
    throw noPicture()
  }
}

function noPicture(cause?: unknown): BuskerError {
  return new BuskerError('PLAYBACK_NO_PICTURE', 'The picture of this file cannot be shown.', { cause })
}
