import type { Blocks } from '../../ipfs/peer.ts'
import type { Rendition, TrackManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { ContentKey } from '../access/access.ts'
import { SegmentSeal } from '../sealing/segmentSeal.ts'
import { SegmentReader } from './segmentReader.ts'

export interface OpenTrackOptions {
  readonly manifest: TrackManifest
  readonly key: ContentKey
  readonly blocks: Pick<Blocks, 'getMany'>
  /** Peers likely to have the segments, best first. */
  readonly from: readonly PeerIdText[]
}

/** A track whose segments can be read, until it is closed. */
export class OpenTrack {
  readonly manifest: TrackManifest
  readonly #readers: ReadonlyMap<string, SegmentReader>

  constructor({ manifest, key, blocks, from }: OpenTrackOptions) {
    this.manifest = manifest
    this.#readers = new Map(
      manifest.renditions.map((rendition) => {
        const { name, salt } = rendition
        const seal = new SegmentSeal(key, { track: manifest.id, rendition: name, salt })
        return [name, new SegmentReader({ rendition, seal, blocks, from })]
      }),
    )
  }

  /** A clear segment. @throws BuskerError `PLAYBACK_NO_SEGMENT`, and as {@link SegmentReader.read} */
  async read(rendition: string, index: number, signal?: AbortSignal): Promise<Uint8Array> {
    const reader = this.#readers.get(rendition)
    if (reader === undefined) {
      throw new BuskerError('PLAYBACK_NO_SEGMENT', 'This track has no such rendition.')
    }
    return reader.read(index, signal)
  }

  /**
   * The clear segments of a rendition in order, each as soon as it is here: joined, they are one fMP4 file. Errors: as
   * {@link read}
   */
  async *readAll(rendition: Rendition, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    for (const index of rendition.segments.keys()) yield await this.read(rendition.name, index, signal)
  }

  /** Fetches the beginning of every rendition; resolves when the first of each is here. */
  async prefetch(): Promise<void> {
    await Promise.all([...this.#readers.values()].map((reader) => reader.prefetch(0)))
  }

  close(): void {
    for (const reader of this.#readers.values()) reader.close()
  }
}
