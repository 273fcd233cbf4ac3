import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { UploadBase } from './uploadBase.ts'

/** The chain's time, as the studio asks for it. */
export interface StudioClock {
  /** Ms since epoch. */
  now(): number
  /** While false nothing goes on sale by its time. */
  readonly isKnown: boolean
  /** @returns unsubscribe */
  onChange(listener: () => void): () => void
}

type Scheduled = Pick<UploadBase, 'id' | 'publishAt'>

/** A machine that slept looks at the time again at least so often, ms. */
const longestWaitMs = 60_000
const longestAheadMs = 366 * 24 * 3600_000

/** Wakes what goes on sale at a time, when it has come. */
export class Schedule {
  readonly #clock: StudioClock
  readonly #onDue: (id: WorkId) => void
  readonly #waiting = new Map<WorkId, number>()
  #timer: NodeJS.Timeout | undefined
  #unsubscribe: (() => void) | undefined

  constructor(clock: StudioClock, onDue: (id: WorkId) => void) {
    this.#clock = clock
    this.#onDue = onDue
  }

  start(): void {
    this.#unsubscribe ??= this.#clock.onChange(() => this.#look())
  }

  stop(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    clearTimeout(this.#timer)
    this.#waiting.clear()
  }

  /** False: it is woken when its time has come. */
  isDue({ id, publishAt }: Scheduled): boolean {
    this.#waiting.delete(id)
    if (publishAt === null || this.#hasCome(publishAt)) return true
    this.#waiting.set(id, publishAt)
    this.#wait()
    return false
  }

  forget(id: WorkId): void {
    this.#waiting.delete(id)
  }

  /** @throws BuskerError `UPLOAD_SCHEDULE` unless it is within a year from now */
  assertAhead(publishAt: number | null): void {
    const now = this.#clock.now()
    if (publishAt === null || (publishAt > now && publishAt <= now + longestAheadMs)) return
    throw new BuskerError(
      'UPLOAD_SCHEDULE',
      'It goes on sale at a time in the future, within a year. Nothing was changed.',
    )
  }

  #hasCome(publishAt: number): boolean {
    return this.#clock.isKnown && this.#clock.now() >= publishAt
  }

  #look(): void {
    for (const [id, publishAt] of this.#waiting) {
      if (!this.#hasCome(publishAt)) continue
      this.#waiting.delete(id)
      this.#onDue(id)
    }
    this.#wait()
  }

  #wait(): void {
    clearTimeout(this.#timer)
    if (this.#waiting.size === 0) return
    const left = Math.min(...this.#waiting.values()) - this.#clock.now()
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.max(left, 1000), longestWaitMs))
    this.#timer.unref()
  }
}

/** @internal */
export function alreadyAnnounced(): BuskerError {
  return new BuskerError('UPLOAD_FINISHED', 'This is announced already. Take it off sale instead.')
}
