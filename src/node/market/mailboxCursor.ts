import { BackOff } from '../../shared/backOff.ts'
import type { Hex32 } from '../../shared/ids.ts'

interface Staying {
  readonly backOff: BackOff
  /** By the same clock as the caller's `now`, ms. */
  readonly dueAt: number
}

const retryLimits = { initialMs: 2_000, maxMs: 300_000 }

/**
 * Where a mailbox is read on from, and which letters stay in it. Each of those is tried again at its own pace, so that none
 * holds up another. Times are ms of any steady clock.
 */
export class MailboxCursor {
  /** The position of the newest letter read. */
  after = 0
  #staying = new Map<Hex32, Staying>()
  /** What stayed when the mailbox was read from its start last. */
  #earlier: ReadonlyMap<Hex32, Staying> = new Map()

  /** False: it stays, and its time has not come. */
  take(ticket: Hex32, position: number, now: number): boolean {
    this.after = Math.max(this.after, position)
    const before = this.#earlier.get(ticket)
    if (before === undefined || before.dueAt <= now) return true
    this.#staying.set(ticket, before)
    return false
  }

  /** It was taken, and could not be dealt with. */
  keep(ticket: Hex32, now: number): void {
    const backOff = this.#earlier.get(ticket)?.backOff ?? new BackOff(retryLimits)
    this.#staying.set(ticket, { backOff, dueAt: now + backOff.next() })
  }

  /** How long until a letter that stays is to be tried again, ms; Infinity: none stays. */
  untilRetry(now: number): number {
    const due = [...this.#staying.values()].map(({ dueAt }) => dueAt)
    return Math.max(0, Math.min(...due) - now)
  }

  /** Reads from the start again, for what stays; what is not there any more is forgotten. */
  restart(): void {
    this.#earlier = this.#staying
    this.#staying = new Map()
    this.after = 0
  }

  /** Reads from the start again, and tries everything now. */
  reset(): void {
    this.#staying = new Map()
    this.restart()
  }
}
