import { BackOff, type RestartLimits } from '../shared/backOff.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Startable } from '../shared/startable.ts'
import { ChildSession, type WatchdogLimits } from './childSession.ts'
import type {
  ChildContract,
  EventName,
  EventOut,
  RequestInput,
  RequestName,
  RequestOutput,
} from './childContract.ts'
import type { Launcher } from './launcher.ts'
import type { z } from 'zod'

export interface SupervisedProcessOptions<C extends ChildContract> {
  /** What people call this process, for sentences: "the Raiden node". */
  readonly name: string
  readonly contract: C
  readonly launcher: Launcher
  /** Path of the module the child runs. */
  readonly entry: string
  /** For a child that idles mostly; left out: false. */
  readonly smallHeap?: boolean
  /** Builds the first message, with the secrets, for each start. */
  readonly startMessage: () => z.input<C['start']>
  /** Ms until the child must have said ready. */
  readonly readyTimeout: number
  /** Ms an orderly stop may take before SIGKILL. */
  readonly stopTimeout: number
  /** Null for a process that must not be started again. */
  readonly backOff: RestartLimits | null
  /** Left out: a child that does not answer is waited for. */
  readonly watchdog?: WatchdogLimits
  /** Each line of the child's output. */
  readonly onLine?: (line: string) => void
}

export type ProcessState =
  | { readonly state: 'stopped' | 'starting' | 'running' }
  /** Crashed; the next start is `delay` ms after the crash. */
  | { readonly state: 'waiting'; readonly error: Error; readonly delay: number }
  /** Crashed, and not started again. */
  | { readonly state: 'failed'; readonly error: Error }

type Listener = (payload: never) => void

/** Keeps one child process alive: the only way Busker runs a long-lived program of its own. */
export class SupervisedProcess<C extends ChildContract> implements Startable {
  readonly #options: SupervisedProcessOptions<C>
  readonly #backOff: BackOff | null
  readonly #eventListeners = new Map<string, Set<Listener>>()
  readonly #stateListeners = new Set<(state: ProcessState) => void>()
  #state: ProcessState = { state: 'stopped' }
  #session: ChildSession<C> | null = null
  #starting: Promise<void> | null = null
  #readyMessage: z.output<C['ready']> | null = null
  #shouldRun = false
  #timer: NodeJS.Timeout | null = null

  constructor(options: SupervisedProcessOptions<C>) {
    this.#options = options
    this.#backOff = options.backOff && new BackOff(options.backOff)
  }

  get state(): ProcessState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.#session?.pid
  }

  /** What the child said when it got ready. */
  get hello(): z.output<C['ready']> {
    if (this.#readyMessage === null) throw this.#notRunning()
    return this.#readyMessage
  }

  /**
   * Resolves on the child's ready message. A failed first start is thrown, not retried.
   *
   * @throws BuskerError the child's own coded error; PROCESS_NOT_READY, PROCESS_CRASHED with its last log lines
   */
  async start(): Promise<void> {
    // The last start failed and may not have ended yet; its error was thrown by that call.
    if (!this.#shouldRun && this.#starting !== null) await this.#starting.catch(() => undefined)
    if (this.#shouldRun) return this.#starting ?? undefined
    this.#shouldRun = true
    this.#backOff?.reset()
    try {
      await this.#launch()
    } catch (error) {
      this.#shouldRun = false
      this.#clearTimer()
      throw error
    }
  }

  /** Orderly stop, then SIGKILL after the stop timeout; resolves when the child is gone. */
  async stop(): Promise<void> {
    this.#shouldRun = false
    this.#clearTimer()
    await this.#session?.stop(this.#options.stopTimeout)
    this.#setState({ state: 'stopped' })
  }

  /** Ends a back-off delay: restarts now. */
  wake(): void {
    if (this.#timer === null) return
    this.#clearTimer()
    this.#relaunch()
  }

  /** @throws BuskerError the child's own coded error; PROCESS_NOT_RUNNING; PROCESS_CRASHED when it ends before answering */
  async request<N extends RequestName<C>>(name: N, params: RequestInput<C, N>): Promise<RequestOutput<C, N>> {
    if (this.#session === null || this.#state.state !== 'running') throw this.#notRunning()
    return this.#session.request(name, params)
  }

  /** Calls `listener` for each such event; the answer unsubscribes. */
  on<N extends EventName<C>>(name: N, listener: (payload: EventOut<C, N>) => void): () => void {
    const listeners = this.#eventListeners.get(name) ?? new Set()
    this.#eventListeners.set(name, listeners)
    listeners.add(listener as Listener)
    return () => void listeners.delete(listener as Listener)
  }

  /** Calls `listener` on each change of state, crashes among them; the answer unsubscribes. */
  onState(listener: (state: ProcessState) => void): () => void {
    this.#stateListeners.add(listener)
    return () => void this.#stateListeners.delete(listener)
  }

  #launch(): Promise<void> {
    this.#starting = this.#run().finally(() => (this.#starting = null))
    return this.#starting
  }

  async #run(): Promise<void> {
    const {
      name,
      contract,
      launcher,
      entry,
      smallHeap = false,
      startMessage,
      readyTimeout,
      watchdog,
      onLine,
    } = this.#options
    this.#setState({ state: 'starting' })
    const session = new ChildSession({
      name,
      contract,
      child: launcher.launch({ entry, args: [], smallHeap }),
      startMessage: startMessage(),
      readyTimeout,
      ...(watchdog && { watchdog }),
      onEvent: (event, payload) => this.#dispatch(event, payload),
      onLine: onLine ?? (() => undefined),
    })
    this.#session = session
    const startedAt = Date.now()
    let ready = false
    const ended = session.exited.then((exit) => {
      this.#session = null
      this.#readyMessage = null
      if (!this.#shouldRun) return
      if (Date.now() - startedAt >= (this.#options.backOff?.stableMs ?? Infinity)) this.#backOff?.reset()
      if (ready || (this.#backOff?.retries ?? 0) > 0) this.#onCrash(session.exitError(exit))
      else this.#setState({ state: 'failed', error: session.exitError(exit) })
    })
    try {
      this.#readyMessage = (await session.ready) as z.output<C['ready']>
      ready = true
      this.#setState({ state: 'running' })
    } catch (error) {
      await session.stop(this.#options.stopTimeout)
      await ended
      throw error
    }
  }

  #onCrash(error: Error): void {
    const delay = this.#backOff?.next()
    if (delay === undefined) {
      this.#shouldRun = false
      return this.#setState({ state: 'failed', error })
    }
    this.#setState({ state: 'waiting', error, delay })
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#relaunch()
    }, delay)
  }

  /** A start that fails comes back here through the session's exit, with the next delay. */
  #relaunch(): void {
    this.#launch().catch(() => undefined)
  }

  #dispatch(name: string, payload: unknown): void {
    for (const listener of this.#eventListeners.get(name) ?? []) listener(payload as never)
  }

  #setState(state: ProcessState): void {
    this.#state = state
    for (const listener of this.#stateListeners) listener(state)
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #notRunning(): BuskerError {
    const why = 'error' in this.#state ? ` ${this.#state.error.message}` : ''
    return new BuskerError('PROCESS_NOT_RUNNING', `${this.#options.name} is not running.${why}`)
  }
}
