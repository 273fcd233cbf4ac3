import type { Playable } from '../../shared/api/playback.ts'
import { type ErrorData, toErrorData } from '../../shared/errors.ts'
import { loudnessGain } from './loudness.ts'
import { type FetchSegment, OpenedTrack } from './openedTrack.ts'
import { nextStep, playableUntil, type Stretch, stillLoaded } from './plan.ts'
import { chooseRendition } from './rendition.ts'
import type { SoundBuffer } from './soundBuffer.ts'
import type { QueueItem, Quality } from './state.ts'

/** What the engine needs of the audio element. */
export type SoundElement = Pick<
  HTMLMediaElement,
  'currentTime' | 'paused' | 'play' | 'pause' | 'addEventListener' | 'removeEventListener'
>

export interface EngineParts {
  readonly element: SoundElement
  /** Makes the element's timeline anew. */
  readonly createBuffer: () => Pick<SoundBuffer, 'append' | 'remove' | 'end' | 'ranges' | 'isEnded'>
  /** @throws BuskerError the node's code */
  readonly open: (item: QueueItem) => Promise<Playable>
  readonly fetch: FetchSegment
  /** Loudness of the current track, as a factor. */
  readonly setLoudness: (gain: number) => void
  readonly listener: EngineListener
}

/** What the engine tells; times are seconds. */
export interface EngineListener {
  /** The current track is known. */
  onOpened(playable: Playable): void
  /** Sound has come, or has broken off. */
  onSound(isThere: boolean): void
  onStutter(): void
  /** The current track ended and the following one, already heard, is the current one now. */
  onCrossed(): void
  /** The current track ended and nothing follows. */
  onEnded(): void
  onTime(): void
  onError(error: ErrorData): void
}

/** Seconds of sound that are enough to have in advance, and bytes that may not be too many. */
const ahead = { seconds: 30, bytes: 4_000_000 }
/** The same of what was played, kept for going back. Chromium holds 12 MB. */
const behind = { seconds: 20, bytes: 3_000_000 }
/** Milliseconds before what could not be fetched is tried again while there is sound left. */
const retryMs = 2000

/**
 * Plays tracks on one timeline that only ever grows: one element, one source buffer. A track that follows is appended
 * where the current one ends, cut to the sample; one that is jumped to is laid behind everything that was there.
 */
export class Engine {
  readonly #parts: EngineParts
  #buffer: ReturnType<EngineParts['createBuffer']>
  /** The current track and, when it is open, the following one. */
  #tracks: OpenedTrack[] = []
  #following: QueueItem | null = null
  #quality: Quality = 'high'
  #isNormalised = true
  /** Where the next track that is jumped to may be laid, seconds. */
  #frontier = 0
  /** Whose init segment the buffer has seen last. */
  #initOf: OpenedTrack | undefined
  /** Aborted when what is wanted has changed. */
  #work = new AbortController()
  #isFilling = false
  #hasSound = false
  #isWanted = false
  #pendingSeek = 0

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#buffer = parts.createBuffer()
    this.#listen(parts.element)
  }

  /** Plays a track from `seconds` on, whatever was played before; the old sound stops at once. */
  load(item: QueueItem, seconds = 0): void {
    this.#restart()
    this.#following = null
    const from = this.#frontier === 0 ? 0 : Math.ceil(this.#frontier) + 1
    this.#tracks = []
    this.#initOf = undefined
    this.#pendingSeek = seconds
    this.#frontier = from
    this.#silence()
    if (from > 0 && !this.#buffer.isEnded) this.#parts.element.currentTime = from
    const { signal } = this.#work
    this.#begin(item, from, signal).catch((error: unknown) => {
      if (!signal.aborted) this.#fail(error)
    })
  }

  /** Says what follows the current track without a gap; null: nothing. */
  setFollowing(item: QueueItem | null): void {
    if (this.#following?.key === item?.key) return
    this.#dropFollowing()
    this.#following = item
    this.#fill()
  }

  /** Begins when the track is open: an element that has ended would jump to the beginning of the timeline. */
  play(): void {
    this.#isWanted = true
    const [current] = this.#tracks
    if (current === undefined) return
    if (this.#buffer.isEnded && this.position >= length(current)) this.seek(0)
    this.#fill()
    this.#parts.element.play().catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#fail(error)
    })
  }

  pause(): void {
    this.#isWanted = false
    this.#parts.element.pause()
  }

  /** @param seconds from the beginning of the current track */
  seek(seconds: number): void {
    const [current] = this.#tracks
    if (current === undefined) {
      this.#pendingSeek = Math.max(0, seconds)
      return
    }
    const within = Math.min(Math.max(0, seconds), Math.max(0, length(current) - 0.05))
    this.#restart()
    this.#silence()
    this.#parts.element.currentTime = current.placement.from + within
    this.#fill()
  }

  /** Stops, and forgets everything. */
  clear(): void {
    this.#restart()
    this.pause()
    this.#tracks = []
    this.#following = null
  }

  /** Takes effect with the next track that is opened. */
  setQuality(quality: Quality): void {
    this.#quality = quality
  }

  setNormalised(isNormalised: boolean): void {
    this.#isNormalised = isNormalised
    this.#applyLoudness()
  }

  /** Seconds from the beginning of the current track. */
  get position(): number {
    const [current] = this.#tracks
    if (current === undefined) return this.#pendingSeek
    const position = this.#parts.element.currentTime - current.placement.from
    return Math.min(Math.max(0, position), length(current))
  }

  /** Seconds from the beginning of the current track up to where it can be played on. */
  get buffered(): number {
    const [current] = this.#tracks
    if (current === undefined) return 0
    const until = playableUntil([current], this.#parts.element.currentTime)
    return Math.max(this.position, until - current.placement.from)
  }

  get duration(): number {
    const [current] = this.#tracks
    return current === undefined ? 0 : length(current)
  }

  #listen(element: SoundElement): void {
    const { listener } = this.#parts
    element.addEventListener('timeupdate', () => {
      this.#cross()
      listener.onTime()
      this.#fill()
    })
    element.addEventListener('playing', () => {
      this.#hasSound = true
      listener.onSound(true)
    })
    element.addEventListener('waiting', () => {
      if (this.#hasSound && !element.paused) listener.onStutter()
      this.#silence()
    })
    element.addEventListener('ended', () => {
      this.#cross()
      if (this.#tracks.length === 1) listener.onEnded()
    })
    element.addEventListener('error', () => this.#startAnew())
  }

  /** What was being fetched is not wanted any more. */
  #restart(): void {
    this.#work.abort()
    this.#work = new AbortController()
    this.#isFilling = false
  }

  #dropFollowing(): void {
    const [current, dropped] = this.#tracks
    this.#following = null
    if (current === undefined || dropped === undefined) return
    this.#restart()
    this.#tracks = [current]
    this.#initOf = undefined
    this.#frontier = current.placement.to
    void this.#forget({ from: current.placement.to, to: Number.POSITIVE_INFINITY })
  }

  #silence(): void {
    this.#hasSound = false
    this.#parts.listener.onSound(false)
  }

  #cross(): void {
    const [current, following] = this.#tracks
    if (current === undefined || following === undefined) return
    if (this.#parts.element.currentTime < current.placement.to) return
    this.#tracks = [following]
    this.#following = null
    this.#parts.listener.onOpened(following.playable)
    this.#applyLoudness()
    this.#parts.listener.onCrossed()
  }

  #applyLoudness(): void {
    const [current] = this.#tracks
    if (current === undefined) return
    this.#parts.setLoudness(this.#isNormalised ? loudnessGain(current.playable.loudness) : 1)
  }

  async #begin(item: QueueItem, from: number, signal: AbortSignal): Promise<void> {
    const { element, listener } = this.#parts
    const track = await this.#open(item, from)
    if (signal.aborted) return
    if (this.#buffer.isEnded) await this.#forget({ from: 0, to: Number.POSITIVE_INFINITY })
    if (signal.aborted) return
    this.#tracks = [track]
    this.#frontier = track.placement.to
    const target = from + Math.min(this.#pendingSeek, length(track))
    if (element.currentTime !== target) element.currentTime = target
    this.#pendingSeek = 0
    this.#applyLoudness()
    this.#fill()
    if (this.#isWanted) this.play()
    listener.onOpened(track.playable)
  }

  async #open(item: QueueItem, from: number): Promise<OpenedTrack> {
    const { open, fetch } = this.#parts
    const playable = await open(item)
    return new OpenedTrack(
      { item, playable, rendition: chooseRendition(playable, this.#quality), fetch },
      from,
    )
  }

  /** Appends until there is enough; runs once at a time. */
  #fill(): void {
    if (this.#isFilling || this.#tracks.length === 0) return
    this.#isFilling = true
    const { signal } = this.#work
    void this.#appendAll(signal)
      .catch((error: unknown) => this.#recover(error, signal))
      .finally(() => {
        if (this.#work.signal === signal) this.#isFilling = false
      })
  }

  async #appendAll(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { currentTime } = this.#parts.element
      const step = nextStep(this.#tracks, currentTime, this.#within(ahead))
      if (step.kind === 'enough') return
      if (step.kind === 'complete') {
        if (!(await this.#extend(signal))) return
        continue
      }
      const track = this.#tracks[step.at]
      if (track === undefined) return
      await this.#append(track, step.segment.index, signal)
    }
  }

  /** Opens the following track behind the current one. @returns false when there is nothing more to append now */
  async #extend(signal: AbortSignal): Promise<boolean> {
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
      // Asked for when its turn comes, it says itself why it cannot be played.
      this.#following = null
      return true
    }
    this.#tracks = [current, track]
    this.#frontier = track.placement.to
    return true
  }

  async #append(track: OpenedTrack, index: number, signal: AbortSignal): Promise<void> {
    const [init, bytes] = await Promise.all([
      this.#initOf === track ? undefined : track.init(signal),
      track.segment(index, signal),
    ])
    if (signal.aborted) return
    const { placement, rendition } = track
    const piece = { mime: rendition.mime, offset: placement.offset, window: placement }
    if (init !== undefined) await this.#buffer.append({ ...piece, bytes: init })
    this.#initOf = track
    await this.#buffer.append({ ...piece, bytes }).catch(async (error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error
      await this.#makeRoom()
      await this.#buffer.append({ ...piece, bytes })
    })
    track.add(index)
    await this.#forgetPlayed(this.#within(behind))
    this.#parts.listener.onTime()
  }

  async #forgetPlayed(seconds: number): Promise<void> {
    const to = this.#parts.element.currentTime - seconds
    const first = this.#buffer.ranges()[0]
    if (first !== undefined && to - first.from > seconds / 2) await this.#forget({ from: 0, to })
    else this.#look()
  }

  /** Keeps nothing but what is heard next. */
  async #makeRoom(): Promise<void> {
    const { currentTime } = this.#parts.element
    await this.#forget({ from: playableUntil(this.#tracks, currentTime) + 0.1, to: Number.POSITIVE_INFINITY })
    await this.#forgetPlayed(0.5)
  }

  async #forget(stretch: Stretch): Promise<void> {
    await this.#buffer.remove(stretch)
    this.#look()
  }

  /** Takes notice of what the buffer does not hold any more. */
  #look(): void {
    const ranges = this.#buffer.ranges()
    for (const track of this.#tracks) track.loaded = stillLoaded(track, ranges)
  }

  /** The seconds that a limit leaves at the bit rate of what is appended. */
  #within({ seconds, bytes }: typeof ahead): number {
    const bitrate = Math.max(1, ...this.#tracks.map(({ rendition }) => rendition.bitrate))
    return Math.min(seconds, (bytes * 8) / bitrate)
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const left =
      playableUntil(this.#tracks, this.#parts.element.currentTime) - this.#parts.element.currentTime
    if (left < retryMs / 1000) {
      this.#fail(error)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs))
  }

  #fail(error: unknown): void {
    this.#silence()
    this.#parts.listener.onError(toErrorData(error))
  }

  /** After an error of the decoder the element takes nothing more from the old timeline. */
  #startAnew(): void {
    this.#restart()
    this.#tracks = []
    this.#frontier = 0
    this.#initOf = undefined
    this.#buffer = this.#parts.createBuffer()
    this.#fail(new Error('This track could not be decoded.'))
  }
}

function length({ placement }: OpenedTrack): number {
  return placement.to - placement.from
}
