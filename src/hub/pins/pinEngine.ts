import type { Address, CidText } from '../../shared/ids.ts'
import type { PinProgress } from './pinBlocks.ts'
import type { Pin } from './pinRecords.ts'

/** What ends a round. */
export interface RoundSignals {
  /** It is over: a newer head has come, the artist is back, or the hub ends. */
  readonly stop: AbortSignal
  /** Fires with it, and where others wait: what goes on step by step gives way, and goes on later. */
  readonly pause: AbortSignal
}

/** Keeps the blocks of artists' catalogues within their room: the hub itself, or another program. */
export interface PinEngine {
  /** Beside the rounds: what was kept and is gone is missing again. It ends early when `stop` fires. */
  verify(stop: AbortSignal): Promise<void>
  /**
   * One round for one artist: fetches what is missing of the catalogue, as far as there is room and somebody has it.
   *
   * @returns how many blocks came
   * @throws BuskerError `HUB_KUBO_UNREACHABLE` where what keeps the blocks does not answer: the round does not count
   */
  pin(due: Pin, signals: RoundSignals): Promise<number>
  /** Frees what nobody's pins want any more. */
  deleteGarbage(stop: AbortSignal): Promise<void>
  progress(artist: Address, number: number): PinProgress
  /** Nothing came of it: what is listed for this artist goes, but for what is there. */
  giveUp(artist: Address): void
  /** Bytes that are there, all artists. */
  totalBytes(): number
  /** Whether the hub's own blocks must keep this one. */
  has(cid: CidText): boolean
  /** Why nothing can be kept or given out now, and what to do; null: nothing is wrong. */
  check(): Promise<string | null>
}
