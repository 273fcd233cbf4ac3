import type { Playable, PlayableRendition } from '../../shared/api/playback.ts'
import { type BufferedTrack, placeOnTimeline, type Placement } from './segmentTimeline.ts'
import { headroom } from './output/fader.ts'
import { segmentUrl } from './rendition.ts'
import type { QueueItem } from './playerState.ts'
import type { Transcoded } from './transcode/transcoder.ts'
import type { Transcode } from './transcode/workerTranscoder.ts'

/** Gives the bytes of an address. @throws BuskerError the node's code */
export type FetchSegment = (address: string, signal: AbortSignal) => Promise<ArrayBuffer>

export interface OpenedTrackParts {
  readonly item: QueueItem
  readonly playable: Playable
  readonly rendition: PlayableRendition
  readonly fetch: FetchSegment
  readonly transcode: Transcode
  /** Factor that brings it to its loudness. */
  readonly gain: number
}

/** A track on the timeline, and what of it is in the buffer. */
export class OpenedTrack implements BufferedTrack {
  readonly item: QueueItem
  readonly playable: Playable
  readonly rendition: PlayableRendition
  readonly placement: Placement
  loaded: ReadonlySet<number> = new Set()
  /** Factor that brings it to its loudness. */
  readonly gain: number
  readonly #fetch: FetchSegment
  readonly #transcode: Transcode
  #init: Promise<ArrayBuffer> | undefined

  constructor(parts: OpenedTrackParts, from: number) {
    this.item = parts.item
    this.playable = parts.playable
    this.rendition = parts.rendition
    this.gain = parts.gain
    this.#fetch = parts.fetch
    this.#transcode = parts.transcode
    this.placement = placeOnTimeline(parts.rendition, from)
  }

  /** A segment as it is appended: decoded, times the gain. @throws BuskerError the node's code */
  async segment(index: number, signal: AbortSignal): Promise<Transcoded> {
    const { mime } = this.rendition
    const fetched = this.#fetchSegment(index, signal)
    const [bytes, init] = await Promise.all([fetched, this.#holdsInit ? fetched : this.#fetchInit(signal)])
    signal.throwIfAborted()
    const stream = segmentUrl(this.playable, this.rendition, 0)
    const gain = this.gain * headroom
    return this.#transcode({ stream, mime, init, index, bytes, gain })
  }

  add(index: number): void {
    this.loaded = new Set([...this.loaded, index])
  }

  /** The one segment of a preview begins with its init segment. */
  get #holdsInit(): boolean {
    return (this.rendition.segments[0] ?? 0) > 0
  }

  #fetchSegment(index: number, signal: AbortSignal): Promise<ArrayBuffer> {
    return this.#fetch(segmentUrl(this.playable, this.rendition, index), signal)
  }

  /** Fetched once. */
  #fetchInit(signal: AbortSignal): Promise<ArrayBuffer> {
    this.#init ??= this.#fetchSegment(0, signal).catch((error: unknown) => {
      this.#init = undefined
      throw error
    })
    return this.#init
  }
}
