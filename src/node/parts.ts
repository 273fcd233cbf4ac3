import type { Startable } from '../shared/startable.ts'
import { toErrorData } from '../shared/errors.ts'

export type PartState = 'starting' | 'ready' | 'failed' | 'stopped'

export interface PartHealth {
  readonly name: string
  readonly state: PartState
  /** Why it failed, for people; empty otherwise. */
  readonly detail: string
}

interface Part extends Startable {
  readonly name: string
  /** The names of parts that must be ready before this one starts. */
  readonly needs: readonly string[]
}

const firstRetryMs = 1_000
const longestRetryMs = 30_000

/**
 * Starts parts as soon as what they need is ready, tries a failed one again with back-off, and stops them in reverse.
 * One part that cannot start (no hub, no chain) does not hold up the others.
 */
export class Parts implements Startable {
  private readonly parts: readonly Part[]
  private readonly onChange: (health: PartHealth) => void
  private readonly health = new Map<string, PartHealth>()
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly starts = new Map<string, Promise<void>>()
  private running = false

  constructor(parts: readonly Part[], onChange: (health: PartHealth) => void) {
    this.parts = parts
    this.onChange = onChange
    for (const { name } of parts) this.health.set(name, { name, state: 'stopped', detail: '' })
  }

  /** Resolves when every part has been tried once. */
  async start(): Promise<void> {
    if (this.running) return
    this.running = true
    await Promise.all(this.parts.map((part) => this.begin(part)))
  }

  async stop(): Promise<void> {
    this.running = false
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
    await Promise.all(this.starts.values())
    const failures: unknown[] = []
    for (const part of this.parts.toReversed()) {
      await part.stop().catch((error: unknown) => failures.push(error))
      this.tell({ name: part.name, state: 'stopped', detail: '' })
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Parts of the node failed to stop.')
  }

  /** In the order they were given. */
  all(): PartHealth[] {
    return [...this.health.values()]
  }

  private begin(part: Part, retryMs = firstRetryMs): Promise<void> {
    const start = this.attempt(part, retryMs)
    this.starts.set(part.name, start)
    return start
  }

  private async attempt(part: Part, retryMs: number): Promise<void> {
    await Promise.all(part.needs.map(async (name) => this.starts.get(name)))
    const missing = part.needs.find((name) => this.health.get(name)?.state !== 'ready')
    if (!this.running) return
    if (missing !== undefined) {
      this.tell({ name: part.name, state: 'starting', detail: `Waits for ${missing}.` })
      return this.again(part, retryMs)
    }
    this.tell({ name: part.name, state: 'starting', detail: '' })
    try {
      await part.start()
      this.tell({ name: part.name, state: 'ready', detail: '' })
    } catch (error) {
      const { code, message } = toErrorData(error)
      this.tell({ name: part.name, state: 'failed', detail: `${code}: ${message}` })
      this.again(part, retryMs)
    }
  }

  private again(part: Part, retryMs: number): void {
    if (!this.running) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      void this.begin(part, Math.min(retryMs * 2, longestRetryMs))
    }, retryMs)
    this.timers.add(timer)
  }

  private tell(health: PartHealth): void {
    this.health.set(health.name, health)
    this.onChange(health)
  }
}
