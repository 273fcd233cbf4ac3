import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { Head } from '../../protocol/catalogue.ts'
import { backOffDelay } from '../../shared/backOff.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { type Clock, minuteMs } from '../clock.ts'
import type { PinProgress } from './pinBlocks.ts'
import type { PinEngine } from './pinEngine.ts'
import type { Pin, PinRecords } from './pinRecords.ts'

/** Artists pinned at a time. */
const concurrentArtists = 2
/** Rounds in a row, a day in all, after which what never came is given back. */
const maxAttempts = 100
/** How long one artist's blocks are fetched while another's wait. */
const turnMs = 20_000
/** Between two rounds for one artist. */
const roundLimits = { initialMs: 2000, maxMs: 15 * minuteMs }
/** After what keeps the blocks did not answer. */
const enginePauseMs = 30_000

export interface PinningParts {
  readonly records: PinRecords
  readonly engine: PinEngine
  readonly log: Logger
  readonly now: Clock
}

/** Pins the blocks of every artist's newest catalogue, so that music plays while its artist is offline. */
export class PinningService implements Startable {
  readonly #parts: PinningParts
  readonly #queue = new PQueue({ concurrency: concurrentArtists })
  readonly #rounds = new Map<Address, AbortController>()
  #timer: NodeJS.Timeout | undefined
  #isRunning = false
  #verification: Promise<void> = Promise.resolve()
  #stopping = new AbortController()

  constructor(parts: PinningParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#stopping = new AbortController()
    this.#verification = this.#parts.engine
      .verify(this.#stopping.signal)
      .then(() => this.#schedule(), this.#logFailure('checking what is pinned'))
    this.#schedule()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    this.#stopping.abort()
    for (const round of this.#rounds.values()) round.abort()
    await Promise.all([this.#queue.onIdle(), this.#verification])
  }

  /** Pins what `head` points to; a head that is followed already, or is older, changes nothing. */
  follow(head: Pick<Head, 'artist' | 'number' | 'catalogue'>): void {
    if (!this.#parts.records.follow(head)) return
    this.#rounds.get(head.artist)?.abort()
    this.#schedule()
  }

  /** A peer is there: what is missing of its artist's blocks is fetched now. */
  onPeerConnected(peer: PeerIdText): void {
    for (const artist of this.#parts.records.makeDue(peer)) this.#rounds.get(artist)?.abort()
    this.#schedule()
  }

  /** How far the newest catalogue of `artist` is pinned; `number` is null when none is known or listed. */
  progress(artist: Address): PinProgress & { readonly number: number | null } {
    const pin = this.#parts.records.get(artist)
    if (pin === undefined || !pin.listed) return { number: null, blocks: 0, missing: 0, refused: 0 }
    return { number: pin.number, ...this.#parts.engine.progress(artist, pin.number) }
  }

  #schedule(): void {
    if (!this.#isRunning) return
    clearTimeout(this.#timer)
    for (const pin of this.#parts.records.due()) {
      if (this.#rounds.has(pin.artist)) continue
      const stopping = new AbortController()
      this.#rounds.set(pin.artist, stopping)
      this.#queue.add(async () => this.#round(pin, stopping.signal)).catch(this.#logFailure('pinning'))
    }
    const next = this.#parts.records.nextDue()
    if (next === null || this.#rounds.size > 0) return
    this.#timer = setTimeout(() => this.#schedule(), Math.max(0, next - this.#parts.now()))
  }

  async #round(due: Pin, stop: AbortSignal): Promise<void> {
    const { records, engine, log, now } = this.#parts
    const turn = new AbortController()
    // Whoever is slow gives way, and goes on later.
    const timer = setInterval(() => this.#queue.size > 0 && turn.abort(), turnMs)
    let received = 0
    let isSilent = false
    try {
      if (!stop.aborted) {
        received = await engine.pin(due, { stop, pause: AbortSignal.any([stop, turn.signal]) })
        await engine.deleteGarbage(stop)
      }
    } catch (error) {
      isSilent = isBuskerError(error, 'HUB_KUBO_UNREACHABLE')
      if (!stop.aborted) log.info({ artist: due.artist, err: error }, 'pinning goes on later')
    } finally {
      clearInterval(timer)
      this.#rounds.delete(due.artist)
    }
    if (stop.aborted) return this.#schedule()
    if (isSilent) {
      records.finishRound(due, now() + enginePauseMs, due.attempts)
      return this.#schedule()
    }
    const { missing } = engine.progress(due.artist, due.number)
    const isDone = missing === 0 && records.get(due.artist)?.listed === true
    if (!isDone && due.attempts >= maxAttempts) {
      engine.giveUp(due.artist)
      records.giveUp(due)
    } else if (isDone) records.finishRound(due, null)
    else if (received > 0) records.finishRound(due, now())
    else records.finishRound(due, now() + backOffDelay(roundLimits, due.attempts), due.attempts + 1)
    if (isDone) log.info({ artist: due.artist, number: due.number }, 'pinned')
    this.#schedule()
  }

  #logFailure(doing: string): (error: unknown) => void {
    return (error) => this.#parts.log.error({ err: error }, `${doing} failed`)
  }
}
