import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ErrorData } from '../../shared/errors.ts'
import type { Playable } from '../../shared/api/playback.ts'
import type { Label } from '../../shared/ids.ts'
import { type DeckParts, Decks } from './decks.ts'
import type { EngineParts } from './engine.ts'
import { isOfOneRelease, loudnessGain, usesReleaseLoudness } from './loudness.ts'
import type { Player } from './player.ts'
import * as order from './queue.ts'
import {
  initialState,
  nothingPlaying,
  type PlayerState,
  type QueueItem,
  type QueueTrack,
} from './playerState.ts'
import { SleepTimer } from './sleepTimer.ts'

export interface PlayerParts extends Pick<EngineParts, 'open' | 'fetch' | 'transcode'> {
  readonly decks: readonly [DeckParts, DeckParts]
  /** The volume, muted or not, as a factor. */
  readonly setVolume: (gain: number) => void
  /** @param id empty: the system's default */
  readonly setDevice: (id: string) => Promise<void>
  readonly watchOutputDevices: Player['watchOutputDevices']
  /** Resumes the audio output. */
  readonly resumeOutput: () => Promise<void>
  readonly prefetch: (label: Label) => Promise<void>
  readonly close: () => Promise<void>
  readonly random?: order.Random
}

/** Seconds after which "previous" means the beginning of this track. */
const restartAfterSeconds = 3

/** The player: this keeps the queue and what the person asked for, the engine plays; the store shows both. */
export function createPlayer(parts: PlayerParts): Player {
  return new StorePlayer(parts)
}

class StorePlayer implements Player {
  readonly store: StoreApi<PlayerState> = createStore(() => initialState)
  readonly #parts: PlayerParts
  readonly #engine: Decks
  readonly #sleepTimer = new SleepTimer(() => this.#fallAsleep())
  readonly #random: order.Random
  /** The current track is opened when play is pressed: a start of Busker asks nobody for anything. */
  #isToLoad = false
  /** The release whose loudness was used last. */
  #release: Label | null = null

  constructor(parts: PlayerParts) {
    this.#parts = parts
    this.#random = parts.random ?? Math.random
    this.#engine = new Decks({
      decks: parts.decks,
      open: parts.open,
      fetch: parts.fetch,
      transcode: parts.transcode,
      gainOf: (item, playable) => this.#gainOf(item, playable),
      listener: {
        onOpened: (playable) => this.#onOpened(playable),
        onSound: (isThere) => this.#set({ isWaiting: this.#get().isPlaying && !isThere }),
        onStall: () => this.#set({ stalls: this.#get().stalls + 1 }),
        onTrackTransition: () => this.#select(order.following(this.#get())),
        onEnded: () => this.#onEnded(),
        onTime: () => this.#onTime(),
        onError: (error) => this.#onError(error),
      },
    })
  }

  async start(): Promise<void> {
    await this.#parts.resumeOutput()
  }

  async stop(): Promise<void> {
    this.clear()
    this.#sleepTimer.set(null)
    await this.#parts.close()
  }

  playTracks(tracks: readonly QueueTrack[], startIndex = 0): void {
    this.#replace(order.toItems(tracks, newKey), startIndex)
  }

  playPreview(track: QueueTrack): void {
    this.#replace(order.toItems([track], newKey, true), 0)
  }

  play(): void {
    const { error, index } = this.#get()
    if (index === -1) return
    if (error !== null || this.#isToLoad) {
      this.#load(index, this.position())
      return
    }
    this.#set({ isPlaying: true })
    this.#startOutput()
  }

  pause(): void {
    this.#set({ isPlaying: false, isWaiting: false })
    this.#engine.pause()
  }

  toggle(): void {
    if (this.#get().isPlaying) this.pause()
    else this.play()
  }

  seek(seconds: number): void {
    this.#engine.seek(seconds)
    this.#onTime()
  }

  next(): void {
    const index = order.nextOf(this.#get())
    if (index === -1) this.pause()
    else this.#load(index)
  }

  previous(): void {
    const index = order.previousOf(this.#get())
    if (this.position() > restartAfterSeconds || index === this.#get().index) this.seek(0)
    else if (index !== -1) this.#load(index)
  }

  clear(): void {
    this.#engine.clear()
    this.#isToLoad = false
    this.#set(nothingPlaying)
  }

  position(): number {
    return this.#engine.position
  }

  enqueue(tracks: readonly QueueTrack[]): void {
    this.#insert(tracks, this.#get().queue.length)
  }

  playNext(tracks: readonly QueueTrack[]): void {
    this.#insert(tracks, this.#get().index + 1)
  }

  jumpTo(key: string): void {
    const index = this.#get().queue.findIndex((item) => item.key === key)
    if (index !== -1) this.#load(index)
  }

  removeFromQueue(key: string): void {
    const before = this.#get()
    const after = order.removed(before, key)
    if (after.index === -1) {
      this.clear()
      return
    }
    this.#set(after)
    if (before.queue[before.index]?.key === key) this.#load(after.index)
    else this.#updateFollowing()
  }

  reorder(key: string, toIndex: number): void {
    this.#set(order.moved(this.#get(), key, toIndex))
    this.#updateFollowing()
  }

  setShuffle(isShuffled: boolean): void {
    const state = this.#get()
    if (state.isShuffled === isShuffled) return
    const changed = isShuffled ? order.shuffled(state, this.#random) : order.unshuffled(state)
    this.#set({ ...changed, isShuffled })
    this.#updateFollowing()
  }

  setRepeat(repeat: PlayerState['repeat']): void {
    this.#set({ repeat })
    this.#updateFollowing()
  }

  setVolume(volume: number): void {
    this.#set({ volume: Math.min(1, Math.max(0, volume)), isMuted: false })
    this.#applyVolume()
  }

  setMuted(isMuted: boolean): void {
    this.#set({ isMuted })
    this.#applyVolume()
  }

  setQuality(quality: PlayerState['quality']): void {
    const { quality: before, index } = this.#get()
    if (quality === before) return
    this.#engine.setQuality(quality)
    this.#set({ quality })
    if (index !== -1 && !this.#isToLoad) this.#load(index, this.position(), this.#get().isPlaying)
  }

  setNormalised(isNormalised: boolean): void {
    if (isNormalised === this.#get().isNormalised) return
    this.#set({ isNormalised })
    this.#applyLoudness()
  }

  setLoudnessMode(loudnessMode: PlayerState['loudnessMode']): void {
    if (loudnessMode === this.#get().loudnessMode) return
    this.#set({ loudnessMode })
    this.#applyLoudness()
  }

  setCrossfade(crossfadeSeconds: number): void {
    if (crossfadeSeconds === this.#get().crossfadeSeconds) return
    this.#set({ crossfadeSeconds })
    this.#updateFollowing()
  }

  setSpeed(speed: number): void {
    this.#engine.setRate(speed)
    this.#set({ speed })
  }

  setOutputDevice(id: string): void {
    this.#parts
      .setDevice(id)
      .catch((error: unknown) => this.#onError({ code: 'PLAYBACK_NO_SOUND', message: String(error) }))
  }

  watchOutputDevices(listener: Parameters<Player['watchOutputDevices']>[0]): () => void {
    return this.#parts.watchOutputDevices(listener)
  }

  setSleep(sleep: PlayerState['sleep']): void {
    this.#set({ sleep })
    this.#sleepTimer.set(sleep)
    this.#updateFollowing()
  }

  restore(queue: order.Queue, seconds: number): void {
    const item = queue.queue[queue.index]
    this.#engine.seek(seconds)
    this.#isToLoad = true
    this.#set({
      ...queue,
      track: item?.track ?? null,
      isPreview: item?.isPreview ?? false,
      position: seconds,
      duration: (item?.track.durationMs ?? 0) / 1000,
    })
  }

  prefetch(label: Label): void {
    // What cannot be fetched now says so when it is played.
    this.#parts.prefetch(label).catch(() => undefined)
  }

  #get(): PlayerState {
    return this.store.getState()
  }

  #set(change: Partial<PlayerState>): void {
    this.store.setState(change)
  }

  #replace(items: readonly QueueItem[], start: number): void {
    const queue = order.replaced(items, start, this.#get().isShuffled, this.#random)
    if (queue.index === -1) {
      this.clear()
      return
    }
    this.#set({ ...queue, isPlaying: true, isWaiting: true })
    this.#load(queue.index)
  }

  #insert(tracks: readonly QueueTrack[], at: number): void {
    if (tracks.length === 0) return
    const state = this.#get()
    this.#set(order.inserted(state, order.toItems(tracks, newKey), at))
    if (state.index === -1) this.#load(0)
    else this.#updateFollowing()
  }

  #load(index: number, seconds = 0, isPlaying = true): void {
    const item = this.#get().queue[index]
    if (item === undefined) return
    this.#isToLoad = false
    this.#set({ isPlaying, isWaiting: isPlaying })
    this.#engine.load(item, seconds)
    this.#select(index)
    if (isPlaying) this.#startOutput()
  }

  /** Shows an item of the queue as the current one. */
  #select(index: number): void {
    const item = this.#get().queue[index]
    if (item === undefined) return
    const { track, isPreview } = item
    const isNew = this.#get().track?.label !== track.label
    this.#set({
      index,
      track,
      isPreview,
      error: null,
      position: this.#engine.position,
      duration: this.#engine.duration || (isPreview ? 0 : (track.durationMs ?? 0) / 1000),
      buffered: this.#engine.buffered,
      ...(isNew && { waveform: '', lyrics: null }),
    })
    this.#updateFollowing()
  }

  #updateFollowing(): void {
    const state = this.#get()
    const [current, next] = [state.queue[state.index], state.queue[order.following(state)]]
    if (state.sleep === 'afterTrack' || current === undefined || next === undefined) {
      this.#engine.setFollowing(null, 0)
      return
    }
    const isGapless = current === next || (!state.isShuffled && isOfOneRelease(current, next))
    this.#engine.setFollowing(next, isGapless ? 0 : state.crossfadeSeconds)
  }

  #gainOf(item: QueueItem, { loudness, releases }: Playable): number {
    const state = this.#get()
    if (!state.isNormalised) return 1
    if (releases.length === 0 || !usesReleaseLoudness(state.loudnessMode, state, item))
      return loudnessGain(loudness)
    // A track can be on several releases: it keeps to the one of the track before.
    const release = releases.find(({ label }) => label === this.#release) ?? releases[0]
    this.#release = release?.label ?? null
    return loudnessGain(release?.loudness ?? loudness)
  }

  /** The gain is in the samples: those that are to come are made anew, unless it is the same. */
  #applyLoudness(): void {
    const { current } = this.#engine
    const { index, isPlaying } = this.#get()
    if (current === undefined || index === -1) return
    if (this.#gainOf(current.item, current.playable) !== current.gain)
      this.#load(index, this.position(), isPlaying)
    else {
      this.#engine.setFollowing(null, 0)
      this.#updateFollowing()
    }
  }

  #startOutput(): void {
    this.#parts
      .resumeOutput()
      .catch((error: unknown) => this.#onError({ code: 'PLAYBACK_NO_SOUND', message: String(error) }))
    this.#engine.play()
  }

  #applyVolume(): void {
    const { volume, isMuted } = this.#get()
    this.#parts.setVolume(isMuted ? 0 : volume)
  }

  #onOpened(playable: Playable): void {
    this.#set({
      duration: this.#engine.duration,
      waveform: playable.waveform,
      lyrics: playable.lyrics ?? null,
      error: null,
    })
  }

  #onTime(): void {
    this.#set({ position: this.#engine.position, buffered: this.#engine.buffered })
  }

  #onEnded(): void {
    const index = order.following(this.#get())
    const isAsleep = this.#get().sleep === 'afterTrack'
    if (isAsleep) this.setSleep(null)
    if (index !== -1) {
      this.#load(index, 0, !isAsleep)
      return
    }
    this.pause()
    this.#onTime()
  }

  #fallAsleep(): void {
    this.#set({ sleep: null })
    this.pause()
  }

  #onError(error: ErrorData): void {
    this.#set({ error, isPlaying: false, isWaiting: false })
    this.#engine.pause()
  }
}

function newKey(): string {
  return crypto.randomUUID()
}
