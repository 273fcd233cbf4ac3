import type { Playable } from '../../shared/api/playback.ts'
import { Engine, type EngineListener, type EngineParts } from './engine.ts'
import type { Quality, QueueItem } from './playerState.ts'

/** What each of the decks has of its own. */
export type DeckParts = Pick<EngineParts, 'element' | 'fader' | 'createBuffer'>

interface DecksParts extends Omit<EngineParts, 'listener' | keyof DeckParts> {
  readonly decks: readonly [DeckParts, DeckParts]
  readonly listener: EngineListener
}

interface Crossfade {
  readonly item: QueueItem
  readonly seconds: number
}

/** Seconds before a crossfade in which the other deck opens its track. */
const openAheadSeconds = 5

/**
 * Two engines, of which one plays. Tracks that follow without a gap follow each other on its timeline; for a crossfade
 * the other one begins while the first ends, and is then the one that plays.
 */
export class Decks {
  readonly #engines: readonly [Engine, Engine]
  readonly #listener: EngineListener
  #active: 0 | 1 = 0
  #crossfade: Crossfade | null = null
  /** The other deck has opened the track of the crossfade. */
  #isOpened = false
  #rate = 1
  #shouldPlay = false

  constructor({ decks, listener, ...shared }: DecksParts) {
    this.#listener = listener
    const engineOf = (index: 0 | 1) =>
      new Engine({ ...shared, ...decks[index], listener: this.#listenTo(index) })
    this.#engines = [engineOf(0), engineOf(1)]
  }

  load(item: QueueItem, seconds = 0): void {
    this.#crossfade = null
    this.#isOpened = false
    this.#other.clear()
    this.#playing.load(item, seconds)
  }

  /** @param crossfadeSeconds how long both are heard; 0: without a gap */
  setFollowing(item: QueueItem | null, crossfadeSeconds: number): void {
    const before = this.#crossfade
    this.#crossfade = item === null || crossfadeSeconds === 0 ? null : { item, seconds: crossfadeSeconds }
    if (before !== null && this.#isOpened && before.item.key !== this.#crossfade?.item.key) {
      this.#isOpened = false
      this.#other.clear()
    }
    this.#playing.setFollowing(this.#crossfade === null ? item : null)
  }

  play(): void {
    this.#shouldPlay = true
    this.#playing.play()
  }

  /** The end of a track that is being crossfaded is not taken up again. */
  pause(): void {
    this.#shouldPlay = false
    this.#playing.pause()
    if (!this.#isOpened) this.#other.clear()
  }

  seek(seconds: number): void {
    if (!this.#isOpened) this.#other.clear()
    this.#playing.seek(seconds)
  }

  clear(): void {
    this.#crossfade = null
    this.#isOpened = false
    this.#shouldPlay = false
    for (const engine of this.#engines) engine.clear()
  }

  setQuality(quality: Quality): void {
    for (const engine of this.#engines) engine.setQuality(quality)
  }

  /** @param rate 1: as it was recorded; the pitch is kept */
  setRate(rate: number): void {
    this.#rate = rate
    for (const engine of this.#engines) engine.setRate(rate)
  }

  get current(): Engine['current'] {
    return this.#playing.current
  }

  get position(): number {
    return this.#playing.position
  }

  get buffered(): number {
    return this.#playing.buffered
  }

  get duration(): number {
    return this.#playing.duration
  }

  get #playing(): Engine {
    return this.#engines[this.#active]
  }

  get #other(): Engine {
    return this.#engines[this.#active === 0 ? 1 : 0]
  }

  #listenTo(index: 0 | 1): EngineListener {
    const listener = this.#listener
    const isHeard = () => index === this.#active
    return {
      onOpened: (playable: Playable) => isHeard() && listener.onOpened(playable),
      onSound: (isThere) => isHeard() && listener.onSound(isThere),
      onStall: () => isHeard() && listener.onStall(),
      onTrackTransition: () => isHeard() && listener.onTrackTransition(),
      onEnded: () => (isHeard() ? listener.onEnded() : this.#engines[index].clear()),
      onTime: () => {
        if (!isHeard()) return
        listener.onTime()
        this.#considerCrossfade()
      },
      onError: (error) => isHeard() && listener.onError(error),
    }
  }

  #considerCrossfade(): void {
    const next = this.#crossfade
    if (next === null || !this.#shouldPlay || this.duration === 0) return
    const left = (this.duration - this.position) / this.#rate
    if (left > next.seconds + openAheadSeconds) return
    if (!this.#isOpened) {
      this.#isOpened = true
      this.#other.load(next.item)
    }
    // A track that has not come by now follows when this one has ended.
    if (left <= next.seconds && this.#other.buffered > 0) this.#begin(Math.min(next.seconds, left))
  }

  #begin(seconds: number): void {
    if (seconds <= 0) return
    const [leaving, entering] = [this.#playing, this.#other]
    this.#crossfade = null
    this.#isOpened = false
    leaving.leave(seconds)
    entering.enter(seconds)
    this.#active = this.#active === 0 ? 1 : 0
    this.#listener.onTrackTransition()
    if (entering.current !== undefined) this.#listener.onOpened(entering.current.playable)
  }
}
