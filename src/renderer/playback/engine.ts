import type { Playable } from '../../shared/api/playback.ts'
import { type ErrorData, toErrorData } from '../../shared/errors.ts'
import { type BufferSpan, bufferSpan } from './bufferSpan.ts'
import { FadedElement, type SoundElement, type SoundFader } from './fadedElement.ts'
import { type FetchSegment, OpenedTrack } from './openedTrack.ts'
import type { Transcode } from './transcode/workerTranscoder.ts'
import { nextBufferAction, playableUntil, type TimeRange, retainedSegments } from './segmentTimeline.ts'
import { chooseRendition } from './rendition.ts'
import { type MediaSourceBuffer, notDecodedError } from './mediaSourceBuffer.ts'
import type { QueueItem, Quality } from './playerState.ts'

export interface EngineParts {
  readonly element: SoundElement
  readonly fader: SoundFader
  /** Makes the element's timeline anew. */
  readonly createBuffer: () => Pick<MediaSourceBuffer, 'append' | 'remove' | 'end' | 'ranges' | 'isEnded'>
  /** @throws BuskerError the node's code */
  readonly open: (item: QueueItem) => Promise<Playable>
  readonly fetch: FetchSegment
  readonly transcode: Transcode
  /** The factor that brings a track to its loudness; asked when it is opened. */
  readonly gainOf: (item: QueueItem, playable: Playable) => number
  readonly listener: EngineListener
}

/** What the engine reports; times are seconds. */
export interface EngineListener {
  /** The current track is known. */
  onOpened(playable: Playable): void
  /** Sound has started, or has stopped for lack of data. */
  onSound(isThere: boolean): void
  onStall(): void
  /** The current track ended and the following one, already heard, is the current one now. */
  onTrackTransition(): void
  /** The current track ended and nothing follows. */
  onEnded(): void
  onTime(): void
  onError(error: ErrorData): void
}

/** Milliseconds before what could not be fetched is tried again while there is sound left. */
const retryMs = 2000

/**
 * Plays tracks on one timeline that only ever grows: one element, one source buffer. A track that follows is appended
 * where the current one ends, cut to the sample; one that is jumped to is placed after everything placed so far.
 */
export class Engine {
  readonly #parts: EngineParts
  readonly #element: FadedElement
  #buffer: ReturnType<EngineParts['createBuffer']>
  /** The current track and, when it is open, the following one. */
  #tracks: OpenedTrack[] = []
  #following: QueueItem | null = null
  #quality: Quality = 'high'
  /** The end of everything placed on the timeline, seconds. */
  #frontier = 0
  /** The track whose init segment was appended last. */
  #initOf: OpenedTrack | undefined
  /** Aborts the fetches under way when another position or track is wanted. */
  #fetches = new AbortController()
  #isFilling = false
  #hasSound = false
  #shouldPlay = false
  #pendingSeek = 0

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#element = new FadedElement(parts.element, parts.fader, (error) => this.#fail(error))
    this.#buffer = parts.createBuffer()
    this.#listen(parts.element)
  }

  /** Plays a track from `seconds` on, whatever was played before; the old sound stops at once. */
  load(item: QueueItem, seconds = 0): void {
    this.#abortFetches()
    this.#following = null
    const from = this.#frontier === 0 ? 0 : Math.ceil(this.#frontier) + 1
    this.#tracks = []
    this.#initOf = undefined
    this.#pendingSeek = seconds
    this.#frontier = from
    this.#markSilent()
    const { signal } = this.#fetches
    this.#openCurrent(item, from, this.#element.silence(), signal).catch((error: unknown) => {
      if (!signal.aborted) this.#fail(error)
    })
  }

  /** Says what follows the current track without a gap; null: nothing. */
  setFollowing(item: QueueItem | null): void {
    if (this.#following?.key === item?.key) return
    this.#dropFollowing()
    this.#following = item
    this.#fillBuffer()
  }

  /** Begins when the track is open: an element that has ended would jump to the beginning of the timeline. */
  play(): void {
    this.#shouldPlay = true
    const [current] = this.#tracks
    if (current === undefined) return
    if (this.#buffer.isEnded && this.position >= durationOf(current)) this.seek(0)
    this.#fillBuffer()
    this.#element.play()
  }

  pause(): void {
    this.#shouldPlay = false
    this.#element.pause()
  }

  /** @param seconds from the beginning of the current track */
  seek(seconds: number): void {
    const [current] = this.#tracks
    if (current === undefined) {
      this.#pendingSeek = Math.max(0, seconds)
      return
    }
    const within = Math.min(Math.max(0, seconds), Math.max(0, durationOf(current) - 0.05))
    this.#abortFetches()
    this.#markSilent()
    this.#element.jumpTo(current.placement.from + within, within === 0 ? 'open' : 'fade')
    this.#fillBuffer()
  }

  /** Stops, and forgets everything. */
  clear(): void {
    this.#abortFetches()
    this.pause()
    this.#tracks = []
    this.#following = null
  }

  /** Plays what was loaded, coming out of silence while another engine leaves. @param seconds how long that takes */
  enter(seconds: number): void {
    this.#element.enterBy(seconds)
    this.play()
  }

  /** Fades out what plays and nothing follows. @param seconds how long that takes */
  leave(seconds: number): void {
    this.#parts.fader.crossfade('out', seconds)
  }

  /** @param rate 1: as it was recorded */
  setRate(rate: number): void {
    this.#element.rate = rate
  }

  /** Takes effect with the next track that is opened. */
  setQuality(quality: Quality): void {
    this.#quality = quality
  }

  /** The track that is opened as the current one, and the factor its samples are multiplied by. */
  get current(): Pick<OpenedTrack, 'item' | 'playable' | 'gain'> | undefined {
    return this.#tracks[0]
  }

  /** Seconds from the beginning of the current track. */
  get position(): number {
    const [current] = this.#tracks
    if (current === undefined) return this.#pendingSeek
    const position = this.#element.time - current.placement.from
    return Math.min(Math.max(0, position), durationOf(current))
  }

  /** Seconds from the beginning of the current track up to where it can be played on. */
  get buffered(): number {
    const [current] = this.#tracks
    if (current === undefined) return 0
    const until = playableUntil([current], this.#element.time)
    return Math.max(this.position, until - current.placement.from)
  }

  get duration(): number {
    const [current] = this.#tracks
    return current === undefined ? 0 : durationOf(current)
  }

  #listen(element: SoundElement): void {
    const { listener } = this.#parts
    element.addEventListener('timeupdate', () => {
      this.#handleTransition()
      listener.onTime()
      this.#fillBuffer()
    })
    element.addEventListener('ratechange', () => this.#fillBuffer())
    element.addEventListener('playing', () => {
      this.#hasSound = true
      listener.onSound(true)
    })
    element.addEventListener('waiting', () => {
      if (this.#hasSound && !element.paused) listener.onStall()
      this.#markSilent()
    })
    element.addEventListener('ended', () => {
      this.#handleTransition()
      if (this.#tracks.length === 1) listener.onEnded()
    })
    element.addEventListener('error', () => this.#resetAfterDecodeError())
  }

  /** Aborts fetches under way. */
  #abortFetches(): void {
    this.#fetches.abort()
    this.#fetches = new AbortController()
    this.#isFilling = false
  }

  #dropFollowing(): void {
    const [current, dropped] = this.#tracks
    this.#following = null
    if (current === undefined || dropped === undefined) return
    this.#abortFetches()
    this.#tracks = [current]
    this.#initOf = undefined
    this.#frontier = current.placement.to
    void this.#removeRange({ from: current.placement.to, to: Number.POSITIVE_INFINITY })
  }

  #markSilent(): void {
    this.#hasSound = false
    this.#parts.listener.onSound(false)
  }

  #handleTransition(): void {
    const [current, following] = this.#tracks
    if (current === undefined || following === undefined) return
    if (this.#element.isJumping || this.#element.time < current.placement.to) return
    this.#tracks = [following]
    this.#following = null
    this.#parts.listener.onTrackTransition()
    this.#parts.listener.onOpened(following.playable)
  }

  /** @param silenced when nothing is heard of what was played before */
  async #openCurrent(
    item: QueueItem,
    from: number,
    silenced: Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const [track] = await Promise.all([this.#open(item, from), silenced])
    if (signal.aborted) return
    if (this.#buffer.isEnded) await this.#removeRange({ from: 0, to: Number.POSITIVE_INFINITY })
    if (signal.aborted) return
    this.#tracks = [track]
    this.#frontier = track.placement.to
    const target = from + Math.min(this.#pendingSeek, durationOf(track))
    if (this.#element.time !== target) this.#element.jumpTo(target, target === from ? 'open' : 'fade')
    this.#pendingSeek = 0
    this.#fillBuffer()
    if (this.#shouldPlay) this.play()
    this.#parts.listener.onOpened(track.playable)
  }

  async #open(item: QueueItem, from: number): Promise<OpenedTrack> {
    const { open, fetch, transcode, gainOf } = this.#parts
    const playable = await open(item)
    const rendition = chooseRendition(playable, this.#quality)
    const gain = gainOf(item, playable)
    return new OpenedTrack({ item, playable, rendition, fetch, transcode, gain }, from)
  }

  /** Appends until there is enough; runs once at a time. */
  #fillBuffer(): void {
    if (this.#isFilling || this.#tracks.length === 0) return
    this.#isFilling = true
    const { signal } = this.#fetches
    void this.#appendSegments(signal)
      .catch((error: unknown) => this.#recover(error, signal))
      .finally(() => {
        if (this.#fetches.signal === signal) this.#isFilling = false
      })
  }

  async #appendSegments(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const action = nextBufferAction(this.#tracks, this.#element.time, this.#span.ahead)
      if (action.kind === 'enough') return
      if (action.kind === 'complete') {
        if (!(await this.#openFollowing(signal))) return
        continue
      }
      const track = this.#tracks[action.at]
      if (track === undefined) return
      await this.#appendSegment(track, action.segment.index, signal)
    }
  }

  /** Opens the following track behind the current one. @returns false when there is nothing more to append now */
  async #openFollowing(signal: AbortSignal): Promise<boolean> {
    const [current, already] = this.#tracks
    const item = this.#following
    if (current === undefined || already !== undefined) return false
    if (item === null) {
      if (!this.#buffer.isEnded) await this.#buffer.end()
      return false
    }
    const track = await this.#open(item, current.placement.to).catch(() => null)
    if (signal.aborted || this.#following !== item) return false
    if (track === null) {
      // It is opened again when its turn comes; then the error is shown.
      this.#following = null
      return true
    }
    this.#tracks = [current, track]
    this.#frontier = track.placement.to
    return true
  }

  async #appendSegment(track: OpenedTrack, index: number, signal: AbortSignal): Promise<void> {
    const { init, media: bytes } = await track.segment(index, signal)
    if (signal.aborted) return
    const { placement } = track
    const chunk = { offset: placement.offset, window: placement }
    if (this.#initOf !== track) await this.#buffer.append({ ...chunk, bytes: init })
    this.#initOf = track
    await this.#buffer.append({ ...chunk, bytes }).catch(async (error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
      await this.#evictForQuota()
      await this.#buffer.append({ ...chunk, bytes })
    })
    track.add(index)
    await this.#evictPlayed(this.#span.behind)
    this.#parts.listener.onTime()
  }

  async #evictPlayed(seconds: number): Promise<void> {
    const to = this.#element.time - seconds
    const first = this.#buffer.ranges()[0]
    if (first !== undefined && to - first.from > seconds / 2) await this.#removeRange({ from: 0, to })
    else this.#syncLoadedSegments()
  }

  /** Evicts everything but what plays next. */
  async #evictForQuota(): Promise<void> {
    await this.#removeRange({
      from: playableUntil(this.#tracks, this.#element.time) + 0.1,
      to: Number.POSITIVE_INFINITY,
    })
    await this.#evictPlayed(0.5)
  }

  async #removeRange(range: TimeRange): Promise<void> {
    await this.#buffer.remove(range)
    this.#syncLoadedSegments()
  }

  /** Drops from each track the segments that the buffer no longer holds. */
  #syncLoadedSegments(): void {
    const ranges = this.#buffer.ranges()
    for (const track of this.#tracks) track.loaded = retainedSegments(track, ranges)
  }

  get #span(): BufferSpan {
    const renditions = this.#tracks.map(({ rendition }) => rendition)
    return bufferSpan(renditions, this.#parts.element.playbackRate)
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const left = playableUntil(this.#tracks, this.#element.time) - this.#element.time
    if (left < retryMs / 1000) {
      this.#fail(error)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs))
  }

  #fail(error: unknown): void {
    this.#markSilent()
    this.#parts.listener.onError(toErrorData(error))
  }

  /** After an error of the decoder the element takes nothing more from the old timeline. */
  #resetAfterDecodeError(): void {
    this.#abortFetches()
    this.#tracks = []
    this.#frontier = 0
    this.#initOf = undefined
    this.#buffer = this.#parts.createBuffer()
    this.#element.reset()
    this.#fail(notDecodedError())
  }
}

function durationOf({ placement }: OpenedTrack): number {
  return placement.to - placement.from
}
