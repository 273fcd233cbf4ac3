import { randomBytes } from 'node:crypto'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Playable } from '../../shared/api/playback.ts'
import { imageTypeOf } from '../../protocol/imageHeader.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type CidText, isFileLabel, type Label } from '../../shared/ids.ts'
import { OpenTrack } from './openTrack.ts'
import { firstSegments } from './segmentReader.ts'
import { parseTrackAddress, type TrackAddress } from './trackAddress.ts'
import { bytesResponse, errorResponse } from './responses.ts'
import type { Downloads } from './downloads.ts'
import { describePreview, describeTrack } from './playables.ts'
import type { ArtworkImage, ArtworkReader } from './artworkReader.ts'
import { notOwned, type TrackLookup } from './trackLookup.ts'

export interface PlaybackOptions {
  readonly tracks: TrackLookup
  readonly artwork: ArtworkReader
  readonly downloads: Downloads
  readonly blocks: Pick<Blocks, 'get' | 'getMany' | 'has' | 'flush'>
  /** What lies in watched folders. */
  readonly files: FileOpener
  readonly covers: FileCovers
  readonly now?: () => number
}

/** Opens a file of this machine for a player. */
export interface FileOpener {
  open(label: Label): Promise<{
    /** @param id names it in `track://` addresses */
    readonly describe: (id: string) => Playable
    readonly read: (rendition: string, index: number) => Promise<Uint8Array>
    readonly close: () => void
  }>
}

/** Pictures of files of this machine. */
export interface FileCovers {
  has(cid: CidText): boolean
  /** @throws BuskerError `PLAYBACK_NO_PICTURE`; the signal's reason */
  read(cid: CidText, signal?: AbortSignal): Promise<Uint8Array>
}

/** What is open under an id. */
interface Opened extends Pick<OpenTrack, 'read' | 'close'> {
  readonly label: Label
}

/** Tracks that can be open at once; the one opened longest ago is closed for another. */
const openAtOnce = 32
const inUseAtOnce = 4

/** What one owns, as clear segments, and what anybody may see and hear. Content keys stay in here. */
export class Playback {
  readonly #options: PlaybackOptions
  readonly #open = new Map<string, Opened>()

  constructor(options: PlaybackOptions) {
    this.#options = options
  }

  /**
   * Opens an owned track, or a file.
   *
   * @throws what {@link FileOpener} throws; BuskerError `PLAYBACK_NOT_OWNED`, `PLAYBACK_NOT_A_TRACK`, `CATALOGUE_UNKNOWN`, `IPFS_BLOCK_NOT_FOUND`
   */
  async play(label: Label): Promise<Playable> {
    const id = randomBytes(16).toString('hex')
    if (isFileLabel(label)) {
      const file = await this.#options.files.open(label)
      this.#keepOpen(id, { label, read: file.read, close: file.close })
      return file.describe(id)
    }
    const track = await this.open(label)
    this.#keepOpen(id, {
      label: track.manifest.capsule.label,
      read: (rendition, index, signal) => track.read(rendition, index, signal),
      close: () => track.close(),
    })
    return describeTrack(track.manifest, id, this.#options.tracks.releases(track.manifest))
  }

  /** Among the last that were opened to be heard: what plays, what comes next, and what fades out. */
  isInUse(label: Label): boolean {
    return [...this.#open.values()].slice(-inUseAtOnce).some((opened) => opened.label === label)
  }

  /** Opens an owned track for whoever closes it. Errors: as {@link play} */
  async open(label: Label): Promise<OpenTrack> {
    const { tracks, blocks } = this.#options
    const manifest = await tracks.manifest(label)
    return new OpenTrack({
      manifest,
      key: tracks.requireKey(manifest),
      from: tracks.likelyPeers(manifest),
      blocks,
    })
  }

  /** @throws BuskerError `PLAYBACK_NO_PREVIEW`, and as {@link play}; it need not be owned */
  async preview(label: Label): Promise<Playable> {
    const playable = describePreview(await this.#options.tracks.manifest(label))
    if (playable === undefined) throw noPreview()
    return playable
  }

  /** Fetches what is heard first; resolves when it is here. Errors: as {@link play} and {@link preview} */
  async prefetch(label: Label): Promise<void> {
    const { tracks } = this.#options
    // It is here.
    if (isFileLabel(label)) return
    const manifest = await tracks.manifest(label)
    if (tracks.findKey(manifest) === undefined) await this.#preview(label)
    else await (await this.open(label)).prefetch()
  }

  /**
   * Fetches the beginning of a track that is about to be owned, as it is sealed; resolves when it is here. Errors: as
   * {@link preview}
   */
  async prefetchSealed(label: Label): Promise<void> {
    const { tracks, blocks } = this.#options
    const manifest = await tracks.manifest(label)
    const cids = manifest.renditions.flatMap(({ segments }) => segments.slice(0, firstSegments))
    const wanted = cids.map(({ cid }) => cid)
    for await (const _ of blocks.getMany(wanted, { from: tracks.likelyPeers(manifest) }));
  }

  /**
   * Fetches every rendition and the artwork of an owned track, so that it plays without any network.
   *
   * @param onProgress told the share of the bytes that are here, 0 to 1
   * @returns bytes of all of it
   * @throws BuskerError `PLAYBACK_NOT_OWNED`, `IPFS_BLOCK_NOT_FOUND`, `PLAYBACK_NOT_KEPT`
   */
  async download(
    label: Label,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void } = {},
  ): Promise<number> {
    const { tracks, blocks, downloads, now = Date.now } = this.#options
    const { artist, segments, artwork, isOwned } = await tracks.kept(label)
    if (!isOwned) throw notOwned()
    const wanted = [...(artwork === undefined ? [] : [artwork]), ...segments]
    const bytes = wanted.reduce((sum, { size }) => sum + size, 0)
    const cids = wanted.map(({ cid }) => cid)
    const { signal, onProgress } = options
    let here = 0
    for await (const block of blocks.getMany(cids, {
      from: tracks.likelyPeers({ artist }),
      ...(signal && { signal }),
    })) {
      here += block.bytes.byteLength
      onProgress?.(Math.min(1, here / bytes))
    }
    await blocks.flush()
    for (const cid of cids) if (!(await blocks.has(cid))) throw notStored()
    downloads.add(label, bytes, now())
    return bytes
  }

  /** Answers an address of `track://busker/`; what fails becomes a status and `{ code, message }`. */
  async respond(url: string, signal?: AbortSignal): Promise<Response> {
    try {
      const address = parseTrackAddress(url)
      if (address === undefined) {
        throw new BuskerError('PLAYBACK_NO_ADDRESS', 'There is nothing at this address.')
      }
      return await this.#respondTo(address, signal)
    } catch (error) {
      return errorResponse(error)
    }
  }

  /** A clear segment of an opened track. @throws BuskerError `PLAYBACK_NOT_OPEN`, and as {@link OpenTrack.read} */
  segment(id: string, rendition: string, index: number, signal?: AbortSignal): Promise<Uint8Array> {
    const track = this.#open.get(id)
    if (track === undefined) {
      throw new BuskerError('PLAYBACK_NOT_OPEN', 'This track is not open any more. Press play again.')
    }
    return track.read(rendition, index, signal)
  }

  /** Closes everything that is open. */
  stop(): void {
    for (const id of this.#open.keys()) this.#close(id)
  }

  async #respondTo(address: TrackAddress, signal?: AbortSignal): Promise<Response> {
    switch (address.kind) {
      case 'segment': {
        const { id, rendition, index } = address
        return bytesResponse(await this.segment(id, rendition, index, signal), 'audio/mp4', false)
      }
      case 'preview':
        return bytesResponse(await this.#preview(address.label, signal), 'audio/mp4', true)
      case 'artwork': {
        const { bytes, mediaType } = await this.#picture(address.cid, signal)
        return bytesResponse(bytes, mediaType, true)
      }
    }
  }

  /** Of a file, it is on this machine: nobody is asked for it. */
  async #picture(cid: CidText, signal?: AbortSignal): Promise<ArtworkImage> {
    const { artwork, covers } = this.#options
    if (!covers.has(cid)) return artwork.read(cid, signal)
    const bytes = await covers.read(cid, signal)
    return { bytes, mediaType: imageTypeOf(bytes) ?? 'image/jpeg' }
  }

  async #preview(label: Label, signal?: AbortSignal): Promise<Uint8Array> {
    const { tracks, blocks } = this.#options
    const manifest = await tracks.manifest(label)
    const { preview } = manifest
    if (preview === undefined) throw noPreview()
    return blocks.get(preview.cid, { from: tracks.likelyPeers(manifest), ...(signal && { signal }) })
  }

  #keepOpen(id: string, opened: Opened): void {
    this.#open.set(id, opened)
    const [oldest] = this.#open.keys()
    if (this.#open.size > openAtOnce && oldest !== undefined) this.#close(oldest)
  }

  #close(id: string): void {
    this.#open.get(id)?.close()
    this.#open.delete(id)
  }
}

function noPreview(): BuskerError {
  return new BuskerError('PLAYBACK_NO_PREVIEW', 'The artist offers no preview of this track.')
}

function notStored(): BuskerError {
  return new BuskerError(
    'PLAYBACK_NOT_KEPT',
    'The track was fetched, and could not be kept: the disk may be full. Make room and download it again.',
  )
}
