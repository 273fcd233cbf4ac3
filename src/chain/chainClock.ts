import { BuskerError } from '../shared/errors.ts'
import { chainUnreachable } from './chainEndpoints.ts'
import type { Startable } from '../shared/startable.ts'
import { type BlockTime, EndpointTime } from './endpointTime.ts'
import { durationInWords } from './clockProblem.ts'
import { clampOffset, farthestApart, mostShared } from './offsetInterval.ts'

/** The chain's time, ms since epoch. */
export interface ChainTime {
  /** Continues from the newest blocks by a steady clock. Before the time is known: this device's. */
  now(): number
  /** While false, nothing about money that can't be taken back may be decided by {@link now}. */
  readonly isKnown: boolean
  /** @returns unsubscribe */
  onChange(listener: () => void): () => void
}

export interface ChainClockOptions {
  /** The newest block of each endpoint, always in the same order; null where one does not answer. */
  readonly readBlocks: () => Promise<readonly (BlockTime | null)[]>
  /** How often a chain is asked that is known to go on, ms. */
  readonly pollingMs: number
  /** Ms of a clock that goes on in sleep and that nobody sets. */
  readonly steadyNow: () => number
  /** What this device believes the time is, ms since epoch. */
  readonly deviceNow?: () => number
  /** How long `start` waits for a block to come, ms. */
  readonly patienceMs: number
}

/** One run of the polling, from `start` to `stop`. */
interface Polling {
  stopped: boolean
  wake: () => void
  readonly first: Promise<void>
  done: Promise<void>
}

/** Until the time is known the chain is asked this often, ms. */
const eagerPollingMs = 300
/** An endpoint that shows no new block for this long has no say, ms. */
const frozenAfterMs = 60_000
/** Of two endpoints that contradict each other, the one counts that is this near to what is believed, ms. */
const tieToleranceMs = 120_000
/** A known time stands still for a correction smaller than this, and goes back for a larger one, ms. */
const standStillMs = 60_000
const noticeableMs = 200

/**
 * The chain's time by the blocks of several endpoints, and how wrong this device's clock is. One endpoint of three that
 * lies, is frozen or far behind moves neither.
 */
export class ChainClock implements ChainTime, Startable {
  readonly #options: Required<ChainClockOptions>
  readonly #endpoints: EndpointTime[] = []
  readonly #listeners = new Set<() => void>()
  #offset: number | null = null
  #lastNow = 0
  #reported = { offset: 0, isKnown: false }
  #polling: Polling | null = null

  constructor(options: ChainClockOptions) {
    this.#options = { deviceNow: Date.now, ...options }
  }

  /**
   * Resolves when the time is known; goes on asking for it also when it throws.
   *
   * @throws BuskerError `CLOCK_UNKNOWN` where no new block comes, `RAIDEN_CHAIN_UNREACHABLE`
   */
  async start(): Promise<void> {
    if (this.#polling === null) {
      const first = this.poll().catch(() => undefined)
      const polling: Polling = { stopped: false, wake: () => {}, first, done: first }
      this.#polling = polling
      polling.done = this.#poll(polling)
    }
    await this.#polling.first
    if (this.isKnown) return
    if (this.#endpoints.every(({ newest }) => newest === null)) throw this.#unknown()
    const { promise, resolve } = Promise.withResolvers<void>()
    const unsubscribe = this.onChange(resolve)
    const timer = setTimeout(resolve, this.#options.patienceMs)
    await promise
    clearTimeout(timer)
    unsubscribe()
    if (!this.isKnown && !this.#polling.stopped) throw this.#unknown()
  }

  async stop(): Promise<void> {
    const polling = this.#polling
    if (polling === null) return
    this.#polling = null
    polling.stopped = true
    polling.wake()
    for (const listener of this.#listeners) listener()
    await polling.done
  }

  /** Asks now. */
  wake(): void {
    this.#polling?.wake()
  }

  get isKnown(): boolean {
    return this.#offset !== null
  }

  now(): number {
    const time = this.#options.steadyNow() + (this.#offset ?? this.#unknownOffset())
    if (!this.isKnown) return Math.round(time)
    if (time > this.#lastNow || this.#lastNow - time > standStillMs) this.#lastNow = time
    return Math.round(this.#lastNow)
  }

  /** By how much this device's clock is fast (slow where negative), ms; null while that isn't known. */
  get skewMs(): number | null {
    const device = this.#deviceOffset()
    if (this.#offset !== null) return Math.round(device - this.#offset)
    const least = this.#leastOffset()
    return device < least ? Math.round(device - least) : null
  }

  /**
   * Endpoints whose blocks can't have the same time are told of, also where the time is known: by most of them, or by the
   * one of two that the device bears out.
   */
  get contradiction(): BuskerError | null {
    const apart = farthestApart(
      this.#endpoints.filter(({ isBounded }) => isBounded).map(({ interval }) => interval),
    )
    if (apart <= tieToleranceMs) return null
    const consequence = this.isKnown
      ? 'Busker goes by the one that most of them, or this device’s clock, bear out.'
      : 'Nothing is paid or sold until they agree.'
    return new BuskerError(
      'CLOCK_CONTRADICTED',
      `The chain’s addresses contradict each other about the time, by ${durationInWords(apart)}. ${consequence}`,
    )
  }

  /** How old the newest block is that the endpoints agree on, ms; null before one was seen. */
  get lagMs(): number | null {
    const now = this.now()
    const times = this.#endpoints
      .flatMap(({ newest }) => (newest === null ? [] : [newest.timestamp]))
      .filter((time) => time <= now + tieToleranceMs)
    return times.length === 0 ? null : Math.max(0, now - Math.max(...times))
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Asks every endpoint once. */
  async poll(): Promise<void> {
    const askedAt = this.#options.steadyNow()
    const blocks = await this.#options.readBlocks()
    const answeredAt = this.#options.steadyNow()
    for (const [index, block] of blocks.entries()) {
      const endpoint = (this.#endpoints[index] ??= new EndpointTime())
      if (block !== null) endpoint.observe(block, { askedAt, answeredAt })
    }
    this.#decide(answeredAt)
    this.#notify()
  }

  async #poll(polling: Polling): Promise<void> {
    const { pollingMs } = this.#options
    await polling.first
    while (!polling.stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.isKnown ? pollingMs : Math.min(eagerPollingMs, pollingMs))
        polling.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      polling.wake = () => {}
      // That the chain does not answer is said by `start`, and by whoever asks it for more than the time.
      if (!polling.stopped) await this.poll().catch(() => undefined)
    }
  }

  #decide(steadyNow: number): void {
    const seen = this.#endpoints.filter(({ newest }) => newest !== null)
    const voters = seen.filter((endpoint) => endpoint.frozenFor(steadyNow) < frozenAfterMs)
    const isBounded = (endpoint: EndpointTime) => endpoint.isBounded
    const bounded = (voters.some(isBounded) ? voters : seen).filter(isBounded)
    const believed = this.#offset ?? this.#deviceOffset()
    const best = mostShared(
      bounded.map(({ interval }) => interval),
      believed,
    )
    if (best === null) return
    const offset = clampOffset(believed, best.interval)
    const isMost = best.votes * 2 > voters.length
    const isTie = best.votes * 2 === voters.length && Math.abs(offset - believed) <= tieToleranceMs
    if (isMost || isTie) this.#offset = offset
  }

  #notify(): void {
    const { isKnown } = this
    const offset = this.#offset ?? 0
    const isNews =
      isKnown !== this.#reported.isKnown || Math.abs(offset - this.#reported.offset) > noticeableMs
    if (!isNews) return
    this.#reported = { offset, isKnown }
    for (const listener of this.#listeners) listener()
  }

  #deviceOffset(): number {
    return this.#options.deviceNow() - this.#options.steadyNow()
  }

  #unknownOffset(): number {
    return Math.max(this.#deviceOffset(), this.#leastOffset())
  }

  /** What most endpoints' blocks show to have passed already. */
  #leastOffset(): number {
    const lows = this.#endpoints.map(({ interval }) => interval.low).toSorted((a, b) => b - a)
    return lows[Math.floor(lows.length / 2)] ?? -Infinity
  }

  #unknown(): BuskerError {
    if (this.#endpoints.every(({ newest }) => newest === null)) return chainUnreachable()
    return new BuskerError(
      'CLOCK_UNKNOWN',
      'The chain’s time isn’t known yet: no new block comes, or its addresses contradict each other. Nothing is paid or sold until it is.',
    )
  }
}
