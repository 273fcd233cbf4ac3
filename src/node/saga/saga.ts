import { BackOff } from '../../shared/backOff.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { isUniqueConflict, type Store } from '../store/openStore.ts'
import { isSettled, type StateMachine, nextState } from './stateMachine.ts'

/** What a saga needs of each instance (an order, a connection request). */
export interface SagaInstance<State extends string> {
  readonly id: string
  readonly state: State
  /** When waiting in this state ends by itself, ms since epoch; null: it does not. */
  readonly deadline: number | null
}

/** Where instances are stored. All calls are synchronous and run inside the saga's transactions. */
export interface SagaRepository<State extends string, Instance extends SagaInstance<State>> {
  insert(instance: Instance): void
  get(id: string): Instance | undefined
  update(id: string, change: Partial<Instance>): void
  idsIn(states: readonly State[]): string[]
}

/** The result of an action: an event, and what is written with it. Null instead: wait to be woken, half a minute at most. */
export interface ActionResult<Event extends string, Instance> {
  readonly on: Event
  readonly change?: Partial<Instance>
  /** Written in the same transaction. */
  readonly inSameTransaction?: () => void
  /**
   * Where a unique index of the schema refuses the change, which another instance has taken the place of: written instead.
   * Without it that is thrown.
   */
  readonly onConflict?: ActionResult<Event, Instance>
}

/** Nothing to do before this time, ms since epoch, unless the instance is woken. */
export interface Pause {
  readonly until: number
}

export type SagaAction<Event extends string, Instance> = (
  instance: Instance,
  signal: AbortSignal,
) => Promise<ActionResult<Event, Instance> | Pause | null>

/** Where a saga is around a write: the kill points of the crash tests. */
export type SagaPhase = 'before-write' | 'after-write' | 'after-effect'
export type SagaObserver = (
  machine: string,
  transition: { from: string | null; on: string; to: string },
  step: SagaPhase,
  id: string,
) => void

export interface SagaOptions {
  readonly store: Store
  readonly now?: () => number
  readonly observer?: SagaObserver
  /** Called after a transition is on disk. */
  readonly onChange?: (id: string) => void
  /** Called when an action failed and will be retried. */
  readonly onRetry?: (id: string, error: unknown) => void
  /** Called with what {@link onRetry} itself threw. */
  readonly onUnreported?: (error: unknown) => void
}

const retryLimits = { initialMs: 500, maxMs: 30_000 }

/**
 * Runs instances through a state machine so that each resumes after a crash at any point: a transition is on disk before the
 * new state's action runs, actions are idempotent, and `start` resumes every instance that is not settled.
 * One action runs at a time for one instance.
 */
export class Saga<
  State extends string,
  Event extends string,
  ActionName extends string,
  Instance extends SagaInstance<State>,
> implements Startable {
  readonly #drivers = new Map<string, Driver>()
  readonly #machine: StateMachine<State, Event, ActionName>
  readonly #repository: SagaRepository<State, Instance>
  readonly #actions: { readonly [A in ActionName]: SagaAction<Event, Instance> }
  readonly #options: SagaOptions
  readonly #now: () => number
  #started = false

  constructor(
    machine: StateMachine<State, Event, ActionName>,
    repository: SagaRepository<State, Instance>,
    actions: { readonly [A in ActionName]: SagaAction<Event, Instance> },
    options: SagaOptions,
  ) {
    this.#machine = machine
    this.#repository = repository
    this.#actions = actions
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  async start(): Promise<void> {
    if (this.#started) return
    this.#started = true
    const states = Object.keys(this.#machine.states) as State[]
    const waiting = states.filter((state) => !isSettled(this.#machine, state))
    for (const id of this.#repository.idsIn(waiting)) this.#drive(id, null)
  }

  async stop(): Promise<void> {
    this.#started = false
    const running = [...this.#drivers.values()]
    for (const driver of running) driver.stop()
    await Promise.all(running.map((driver) => driver.done))
  }

  /**
   * Writes a new instance and starts to run it.
   *
   * @param inSameTransaction written in the same transaction
   */
  begin(instance: Instance, on: Event, inSameTransaction?: () => void): void {
    this.#write({ from: null, on, to: instance.state }, instance.id, () => {
      this.#repository.insert(instance)
      inSameTransaction?.()
    })
  }

  /**
   * Applies an event to an instance. Returns false, and writes nothing, if its state has no transition for the event.
   *
   * @throws BuskerError `ORDER_UNKNOWN`
   */
  dispatch(id: string, result: ActionResult<Event, Instance>): boolean {
    const { on, change, inSameTransaction, onConflict } = result
    const instance = this.require(id)
    const to = nextState(this.#machine, instance.state, on)
    if (to === undefined) return false
    try {
      this.#write({ from: instance.state, on, to }, id, () => {
        this.#repository.update(id, { ...change, state: to } as Partial<Instance>)
        inSameTransaction?.()
      })
    } catch (error) {
      if (onConflict === undefined || !isUniqueConflict(error)) throw error
      return this.dispatch(id, onConflict)
    }
    return true
  }

  /** Runs the instance's action again now. */
  wake(id: string): void {
    this.#drivers.get(id)?.wake()
  }

  wakeAll(): void {
    for (const driver of this.#drivers.values()) driver.wake()
  }

  require(id: string): Instance {
    const instance = this.#repository.get(id)
    if (instance === undefined)
      throw new BuskerError('ORDER_UNKNOWN', `There is no ${this.#machine.name} ${id}.`)
    return instance
  }

  #write(transition: { from: State | null; on: Event; to: State }, id: string, change: () => void): void {
    const notify = (step: SagaPhase) => this.#options.observer?.(this.#machine.name, transition, step, id)
    notify('before-write')
    this.#options.store.transaction(change).immediate()
    notify('after-write')
    this.#options.onChange?.(id)
    this.#drivers.get(id)?.stop()
    if (this.#started) this.#drive(id, () => notify('after-effect'))
  }

  #drive(id: string, firstEffectDone: (() => void) | null): void {
    const driver = new Driver(this.#drivers.get(id)?.done)
    this.#drivers.set(id, driver)
    driver.run(async (signal) => {
      const backOff = new BackOff(retryLimits)
      let onFirstEffect = firstEffectDone
      while (!signal.aborted) {
        let deadline: number | null = null
        try {
          const instance = this.require(id)
          deadline = instance.deadline
          const name = this.#machine.states[instance.state]
          if (name === null) break
          const result = await this.#actions[name](instance, signal)
          onFirstEffect?.()
          onFirstEffect = null
          if (signal.aborted) return
          if (result !== null && 'on' in result && this.dispatch(id, result)) return
          backOff.reset()
          const pauseMs =
            result !== null && 'until' in result ? this.#timeTo(result.until) : retryLimits.maxMs
          // The action may have written another deadline.
          await driver.waitForWake(this.#untilDeadline(this.require(id).deadline, pauseMs))
        } catch (error) {
          if (signal.aborted) return
          this.#reportRetry(id, error)
          await driver.waitForWake(this.#untilDeadline(deadline, backOff.next()))
        }
      }
    })
    void driver.done.then(() => {
      if (this.#drivers.get(id) === driver) this.#drivers.delete(id)
    })
  }

  /** Why it is retried may be written down by whoever is told, and the disk may be full: it is retried nevertheless. */
  #reportRetry(id: string, error: unknown): void {
    try {
      this.#options.onRetry?.(id, error)
    } catch (unreported) {
      this.#options.onUnreported?.(unreported)
    }
  }

  #untilDeadline(deadline: number | null, waitMs: number): number {
    return deadline === null ? waitMs : Math.min(waitMs, this.#timeTo(deadline))
  }

  /** How long to wait for a time, ms; what has passed is not waited for. */
  #timeTo(time: number): number {
    const left = time - this.#now()
    return left <= 0 ? retryLimits.maxMs : Math.min(retryLimits.maxMs, left)
  }
}

/** Runs one instance's actions after the previous driver of the same instance has ended. */
class Driver {
  done: Promise<void>
  readonly #controller = new AbortController()
  #waiting: (() => void) | null = null
  #pendingWake = false

  constructor(previous: Promise<void> | undefined) {
    this.done = previous ?? Promise.resolve()
  }

  run(body: (signal: AbortSignal) => Promise<void>): void {
    this.done = this.done.then(() =>
      this.#controller.signal.aborted ? undefined : body(this.#controller.signal),
    )
  }

  stop(): void {
    this.#controller.abort()
    this.#waiting?.()
  }

  wake(): void {
    if (this.#waiting === null) this.#pendingWake = true
    else this.#waiting()
  }

  async waitForWake(timeoutMs: number): Promise<void> {
    if (this.#pendingWake || this.#controller.signal.aborted) {
      this.#pendingWake = false
      return
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs)
      this.#waiting = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#waiting = null
    this.#pendingWake = false
  }
}
