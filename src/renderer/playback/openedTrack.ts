import type { Playable, PlayableRendition } from '../../shared/api/playback.ts'
import { type BufferedTrack, placeOnTimeline, type Placement } from './segmentTimeline.ts'
import { segmentUrl } from './rendition.ts'
import type { QueueItem } from './playerState.ts'

/** Gives the bytes of an address. @throws BuskerError the node's code */
export type FetchSegment = (address: string, signal: AbortSignal) => Promise<ArrayBuffer>

/** A track on the timeline, and what of it is in the buffer. */
export class OpenedTrack implements BufferedTrack {
  readonly item: QueueItem
  readonly playable: Playable
  readonly rendition: PlayableRendition
  readonly placement: Placement
  loaded: ReadonlySet<number> = new Set()
  readonly #fetch: FetchSegment
  #init: Promise<ArrayBuffer> | undefined

  constructor(
    parts: { item: QueueItem; playable: Playable; rendition: PlayableRendition; fetch: FetchSegment },
    from: number,
  ) {
    this.item = parts.item
    this.playable = parts.playable
    this.rendition = parts.rendition
    this.#fetch = parts.fetch
    this.placement = placeOnTimeline(parts.rendition, from)
  }

  segment(index: number, signal: AbortSignal): Promise<ArrayBuffer> {
    return this.#fetch(segmentUrl(this.playable, this.rendition, index), signal)
  }

  /** The init segment; undefined where the one segment holds it. Fetched once. */
  init(signal: AbortSignal): Promise<ArrayBuffer> | undefined {
    if ((this.rendition.segments[0] ?? 0) > 0) return undefined
    this.#init ??= this.segment(0, signal).catch((error: unknown) => {
      this.#init = undefined
      throw error
    })
    return this.#init
  }

  add(index: number): void {
    this.loaded = new Set([...this.loaded, index])
  }
}
