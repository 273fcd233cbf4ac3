import { isDeepStrictEqual } from 'node:util'
import PQueue from 'p-queue'
import { BackOff } from '../../shared/backOff.ts'
import type { Startable } from '../../shared/startable.ts'
import { BuskerError, type ErrorData, toErrorData } from '../../shared/errors.ts'

export type PartState = 'starting' | 'ready' | 'failed' | 'stopped'

export interface PartHealth {
  readonly name: string
  readonly state: PartState
  /** Why it failed, or cannot start yet. */
  readonly problem?: ErrorData
  /** The name of the part that it starts after. */
  readonly waitsFor?: string
}

/** Thrown by a part's `start`: nothing is wrong, but it can't start yet, for this reason. */
export class NotReadyError extends Error {
  readonly reason: BuskerError

  constructor(reason: BuskerError) {
    super(reason.message)
    this.reason = reason
  }
}

interface Part extends Startable {
  readonly name: string
  /** The names of parts that must be ready before this one starts. */
  readonly needs: readonly string[]
}

const retryLimits = { initialMs: 1_000, maxMs: 30_000 }

/** A part by its name, and the parts that it needs. */
export function part(name: string, needs: readonly string[], startable: Startable) {
  return { name, needs, start: () => startable.start(), stop: () => startable.stop() }
}

/**
 * Starts parts as soon as what they need is ready, tries a failed one again with back-off, and stops them in reverse.
 * One part that cannot start (no hub, no chain) does not hold up the others.
 */
export class PartSupervisor implements Startable {
  readonly #parts: readonly Part[]
  readonly #onChange: (health: PartHealth) => void
  readonly #health = new Map<string, PartHealth>()
  /** Of the parts that are tried again later. */
  readonly #timers = new Map<Part, NodeJS.Timeout>()
  readonly #starts = new Map<string, Promise<void>>()
  /** Parts that were attempted once. Of a further attempt only the result is reported, not its start. */
  readonly #attempted = new Set<string>()
  #running = false
  readonly #restarts = new PQueue({ concurrency: 1 })

  constructor(parts: readonly Part[], onChange: (health: PartHealth) => void) {
    this.#parts = parts
    this.#onChange = onChange
    for (const { name } of parts) this.#health.set(name, { name, state: 'stopped' })
  }

  /** Resolves when every part has been tried once. */
  async start(): Promise<void> {
    if (this.#running) return
    this.#running = true
    await Promise.all(this.#parts.map((part) => this.#launch(part)))
  }

  async stop(): Promise<void> {
    this.#running = false
    await this.#restarts.onIdle()
    await this.#stopParts(this.#parts)
  }

  /**
   * Stops a part and those that need it, and starts them again: a failed start is tried again like any other.
   * One restart after the other.
   *
   * @throws BuskerError `NODE_PART_UNKNOWN`, `NODE_STOPPED`; what a part throws that can't be stopped
   */
  restart(name: string): Promise<void> {
    return this.#restarts.add(() => this.#restartNow(name))
  }

  /** Resolves when the running attempt to start the part has ended, in success or failure. */
  async settled(name: string): Promise<void> {
    await this.#starts.get(name)
  }

  /** Retries now whatever waits for its next attempt. */
  wake(): void {
    for (const [part, timer] of this.#timers) {
      clearTimeout(timer)
      this.#timers.delete(part)
      void this.#launch(part)
    }
  }

  /** A running part says that it can't do its work now, and why; null: it can again. */
  reportProblem(name: string, problem: unknown): void {
    const state = this.#health.get(name)?.state
    if (state !== 'ready' && state !== 'failed') return
    if (problem === null) return this.#report({ name, state: 'ready' })
    this.#report({ name, state: 'failed', problem: toErrorData(problem) })
  }

  /** In the order they were given. */
  listHealth(): PartHealth[] {
    return [...this.#health.values()]
  }

  async #restartNow(name: string): Promise<void> {
    const affected = this.#withDependents(name)
    if (affected.length === 0) {
      throw new BuskerError(
        'NODE_PART_UNKNOWN',
        `There is no part ${name}. Choose one that the node's status names.`,
      )
    }
    if (!this.#running) throw new BuskerError('NODE_STOPPED', 'The node is not running. Start it first.')
    try {
      await this.#stopParts(affected)
    } finally {
      if (this.#running) await Promise.all(affected.map((part) => this.#launch(part)))
    }
  }

  /** The part and all that need it, directly or not, in the order they were given. */
  #withDependents(name: string): Part[] {
    const affected = new Set<string>()
    for (const part of this.#parts) {
      if (part.name === name || part.needs.some((need) => affected.has(need))) affected.add(part.name)
    }
    return this.#parts.filter((part) => affected.has(part.name))
  }

  /** Stops parts, the last first, whatever happens to one of them. */
  async #stopParts(parts: readonly Part[]): Promise<void> {
    this.#forgetAttempts(parts)
    await Promise.all(parts.map(async ({ name }) => this.#starts.get(name)))
    this.#forgetAttempts(parts) // of one that has failed meanwhile
    const failures: unknown[] = []
    for (const part of parts.toReversed()) {
      await part.stop().catch((error: unknown) => failures.push(error))
      this.#attempted.delete(part.name)
      this.#report({ name: part.name, state: 'stopped' })
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Parts of the node failed to stop.')
  }

  #forgetAttempts(parts: readonly Part[]): void {
    for (const part of parts) {
      clearTimeout(this.#timers.get(part))
      this.#timers.delete(part)
    }
  }

  #launch(part: Part, backOff = new BackOff(retryLimits)): Promise<void> {
    const start = this.#attempt(part, backOff)
    this.#starts.set(part.name, start)
    return start
  }

  async #attempt(part: Part, backOff: BackOff): Promise<void> {
    await Promise.all(part.needs.map(async (name) => this.#starts.get(name)))
    const missing = part.needs.find((name) => this.#health.get(name)?.state !== 'ready')
    if (!this.#running) return
    if (missing !== undefined) {
      this.#report({ name: part.name, state: 'starting', waitsFor: missing })
      return this.#scheduleRetry(part, backOff)
    }
    const { name } = part
    if (!this.#attempted.has(name)) this.#report({ name, state: 'starting' })
    try {
      await part.start()
      this.#report({ name, state: 'ready' })
    } catch (error) {
      const isWaiting = error instanceof NotReadyError
      const problem = toErrorData(isWaiting ? error.reason : error)
      this.#report({ name, state: isWaiting ? 'starting' : 'failed', problem })
      this.#scheduleRetry(part, backOff)
    }
    this.#attempted.add(name)
  }

  #scheduleRetry(part: Part, backOff: BackOff): void {
    if (!this.#running) return
    const timer = setTimeout(() => {
      this.#timers.delete(part)
      void this.#launch(part, backOff)
    }, backOff.next())
    this.#timers.set(part, timer)
  }

  /** Reports each change once. */
  #report(health: PartHealth): void {
    if (isDeepStrictEqual(this.#health.get(health.name), health)) return
    this.#health.set(health.name, health)
    this.#onChange(health)
  }
}
