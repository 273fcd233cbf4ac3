import type { StoreApi } from 'zustand/vanilla'
import type { Label } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { OutputDevice } from './output/watchOutputDevices.ts'
import type { LoudnessMode, PlayerState, Quality, QueueTrack, Repeat, Sleep } from './playerState.ts'

/**
 * The player, as screens and keys use it. Every call returns at once, and the store says what came of it.
 * React components: see usePlayer.ts.
 */
export interface Player extends Startable {
  readonly store: Pick<StoreApi<PlayerState>, 'getState' | 'getInitialState' | 'subscribe'>

  /** Replaces the queue and plays. */
  playTracks(tracks: readonly QueueTrack[], startIndex?: number): void
  /** Takes up a queue where it was left, without a sound. @param seconds from the beginning of its current track */
  restore(queue: Pick<PlayerState, 'queue' | 'index' | 'isShuffled' | 'repeat'>, seconds: number): void
  /** Replaces the queue with the preview of a track that need not be owned. */
  playPreview(track: QueueTrack): void
  play(): void
  pause(): void
  toggle(): void
  /** @param seconds from the beginning of the track */
  seek(seconds: number): void
  next(): void
  /** The track before; the beginning of this one when more than three seconds of it were heard. */
  previous(): void
  /** Stops and empties the queue. */
  clear(): void
  /** @returns seconds from the beginning of the track at this moment: finer than the store's */
  position(): number

  /** Appends to the queue; an empty player starts to play. */
  enqueue(tracks: readonly QueueTrack[]): void
  /** Puts tracks behind the current one; an empty player starts to play. */
  playNext(tracks: readonly QueueTrack[]): void
  jumpTo(key: string): void
  removeFromQueue(key: string): void
  /** Moves an item to another place in the queue. */
  reorder(key: string, toIndex: number): void
  setShuffle(isShuffled: boolean): void
  setRepeat(repeat: Repeat): void

  /** @param volume 0 to 1 */
  setVolume(volume: number): void
  setMuted(isMuted: boolean): void
  /** From now on; what plays goes on in it at the place where it is. */
  setQuality(quality: Quality): void
  /** What plays goes on at the place where it is, in its new loudness. */
  setNormalised(isNormalised: boolean): void
  setLoudnessMode(mode: LoudnessMode): void
  /** @param seconds 0 to 12; tracks of one release follow each other without a gap all the same */
  setCrossfade(seconds: number): void
  /** @param speed 0.5 to 2 */
  setSpeed(speed: number): void
  /** @param id of an audio output device; empty, or gone: the system's default */
  setOutputDevice(id: string): void
  /** Lists where sound can come out, now and whenever that changes. @returns stop */
  watchOutputDevices(listener: (devices: readonly OutputDevice[]) => void): () => void
  /** Pauses later; null: does not. */
  setSleep(sleep: Sleep | null): void

  /** Has the first segments fetched, because the person is likely to press play: on hover and focus. */
  prefetch(label: Label): void
}
