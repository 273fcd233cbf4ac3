import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Store } from '../store/openStore.ts'
import { isSettled, type Machine, next } from './machine.ts'

/** What every order has for the saga to drive it. */
export interface Driven<State extends string> {
  readonly id: string
  readonly state: State
  /** When waiting in this state ends by itself, ms since epoch; null: it does not. */
  readonly deadline: number | null
}

/** Where orders are kept. All calls are synchronous and run inside the saga's transactions. */
export interface Shelf<State extends string, Record extends Driven<State>> {
  insert(record: Record): void
  get(id: string): Record | undefined
  update(id: string, change: Partial<Record>): void
  idsIn(states: readonly State[]): string[]
}

/** What an action learnt: an event with what is to be written with it; or null: wait to be woken. */
export interface Learnt<Event extends string, Record> {
  readonly on: Event
  readonly change?: Partial<Record>
  /** Written in the same transaction. */
  readonly alongside?: () => void
}

export type Action<Event extends string, Record> = (
  record: Record,
  signal: AbortSignal,
) => Promise<Learnt<Event, Record> | null>

/** Where a saga stands; crash tests stop the process there, the log tells it. */
export type Step = 'before-write' | 'after-write' | 'after-effect'
export type Observer = (
  machine: string,
  transition: { from: string | null; on: string; to: string },
  step: Step,
  id: string,
) => void

export interface SagaOptions {
  readonly store: Store
  readonly now?: () => number
  readonly observer?: Observer
  /** Told of every transition after it is on disk. */
  readonly onChange?: (id: string) => void
  /** Told when an action failed and will be tried again. */
  readonly onRetry?: (id: string, error: unknown) => void
}

const firstRetryMs = 500
const longestRetryMs = 30_000

/**
 * Drives orders through a machine so that a crash at any point resumes: a transition is on disk before the new state's
 * action runs, actions are repeatable, and `start` takes up every order that is not settled.
 * One action runs at a time for one order.
 */
export class Saga<
  State extends string,
  Event extends string,
  ActionName extends string,
  Record extends Driven<State>,
> implements Startable {
  private readonly drivers = new Map<string, Driver>()
  private readonly machine: Machine<State, Event, ActionName>
  private readonly shelf: Shelf<State, Record>
  private readonly actions: { readonly [A in ActionName]: Action<Event, Record> }
  private readonly options: SagaOptions
  private readonly now: () => number
  private started = false

  constructor(
    machine: Machine<State, Event, ActionName>,
    shelf: Shelf<State, Record>,
    actions: { readonly [A in ActionName]: Action<Event, Record> },
    options: SagaOptions,
  ) {
    this.machine = machine
    this.shelf = shelf
    this.actions = actions
    this.options = options
    this.now = options.now ?? Date.now
  }

  async start(): Promise<void> {
    if (this.started) return
    this.started = true
    const live = Object.keys(this.machine.states) as State[]
    const waiting = live.filter((state) => !isSettled(this.machine, state))
    for (const id of this.shelf.idsIn(waiting)) this.drive(id, null)
  }

  async stop(): Promise<void> {
    this.started = false
    const running = [...this.drivers.values()]
    for (const driver of running) driver.stop()
    await Promise.all(running.map((driver) => driver.done))
  }

  /**
   * Writes a new order and starts to drive it.
   *
   * @param alongside written in the same transaction
   */
  begin(record: Record, on: Event, alongside?: () => void): void {
    this.write({ from: null, on, to: record.state }, record.id, () => {
      this.shelf.insert(record)
      alongside?.()
    })
  }

  /**
   * Something happened to an order. Returns false, and writes nothing, where it cannot happen in the order's state.
   *
   * @throws BuskerError `ORDER_UNKNOWN`
   */
  happen(id: string, { on, change, alongside }: Learnt<Event, Record>): boolean {
    const record = this.require(id)
    const to = next(this.machine, record.state, on)
    if (to === undefined) return false
    this.write({ from: record.state, on, to }, id, () => {
      this.shelf.update(id, { ...change, state: to } as Partial<Record>)
      alongside?.()
    })
    return true
  }

  /** What the order waits for may be there: look again now. */
  wake(id: string): void {
    this.drivers.get(id)?.wake()
  }

  wakeAll(): void {
    for (const driver of this.drivers.values()) driver.wake()
  }

  require(id: string): Record {
    const record = this.shelf.get(id)
    if (record === undefined)
      throw new BuskerError('ORDER_UNKNOWN', `There is no ${this.machine.name} ${id}.`)
    return record
  }

  private write(
    transition: { from: State | null; on: Event; to: State },
    id: string,
    change: () => void,
  ): void {
    const told = (step: Step) => this.options.observer?.(this.machine.name, transition, step, id)
    told('before-write')
    this.options.store.transaction(change).immediate()
    told('after-write')
    this.options.onChange?.(id)
    this.drivers.get(id)?.stop()
    if (this.started) this.drive(id, () => told('after-effect'))
  }

  private drive(id: string, firstEffectDone: (() => void) | null): void {
    if (isSettled(this.machine, this.require(id).state)) return
    const driver = new Driver(this.drivers.get(id)?.done)
    this.drivers.set(id, driver)
    driver.run(async (signal) => {
      let retryMs = firstRetryMs
      let told = firstEffectDone
      while (!signal.aborted) {
        const record = this.require(id)
        const name = this.machine.states[record.state]
        if (name === null) break
        try {
          const learnt = await this.actions[name](record, signal)
          told?.()
          told = null
          if (signal.aborted) return
          if (learnt !== null && this.happen(id, learnt)) return
          retryMs = firstRetryMs
          await driver.woken(this.untilDeadline(record, longestRetryMs))
        } catch (error) {
          if (signal.aborted) return
          this.options.onRetry?.(id, error)
          await driver.woken(this.untilDeadline(record, retryMs))
          retryMs = Math.min(retryMs * 2, longestRetryMs)
        }
      }
    })
    void driver.done.then(() => {
      if (this.drivers.get(id) === driver) this.drivers.delete(id)
    })
  }

  private untilDeadline(record: Record, waitMs: number): number {
    if (record.deadline === null) return waitMs
    const left = record.deadline - this.now()
    return left <= 0 ? waitMs : Math.min(waitMs, left)
  }
}

/** Runs one order's actions after the previous driver of the same order has ended. */
class Driver {
  done: Promise<void>
  private readonly controller = new AbortController()
  private waiting: (() => void) | null = null
  private pendingWake = false

  constructor(previous: Promise<void> | undefined) {
    this.done = previous ?? Promise.resolve()
  }

  run(body: (signal: AbortSignal) => Promise<void>): void {
    this.done = this.done.then(() =>
      this.controller.signal.aborted ? undefined : body(this.controller.signal),
    )
  }

  stop(): void {
    this.controller.abort()
    this.waiting?.()
  }

  wake(): void {
    if (this.waiting === null) this.pendingWake = true
    else this.waiting()
  }

  async woken(timeoutMs: number): Promise<void> {
    if (this.pendingWake || this.controller.signal.aborted) {
      this.pendingWake = false
      return
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs)
      this.waiting = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.waiting = null
    this.pendingWake = false
  }
}
