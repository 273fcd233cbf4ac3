import { BuskerError, type ErrorCode } from '../shared/errors.ts'
import {
  childMessage,
  type ChildContract,
  type ChildMessage,
  type RequestInput,
  type ParentMessage,
  type RequestName,
  type RequestOutput,
} from './childContract.ts'
import type { ChildHandle, ProcessExit } from './launcher.ts'
import { LogTail } from './logTail.ts'

export interface SessionOptions<C extends ChildContract> {
  /** What people call this process, for sentences: "the Raiden node". */
  readonly name: string
  readonly contract: C
  readonly child: ChildHandle
  readonly startMessage: unknown
  /** Ms until the child must have said ready. */
  readonly readyTimeout: number
  /** Left out: a child that does not answer is waited for. */
  readonly watchdog?: WatchdogLimits
  readonly onEvent: (name: string, payload: unknown) => void
  readonly onLine: (line: string) => void
}

/** When a child that is ready counts as hung: it is killed then, as if it had crashed. */
export interface WatchdogLimits {
  /** How often it is asked whether it lives, ms. */
  readonly intervalMs: number
  /** For how long it may not answer, ms, in whole intervals: a machine that slept is no child that hangs. */
  readonly silenceMs: number
}

interface PendingRequest {
  readonly name: string
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

const keptLogLines = 40

/** One life of a child, from launch to exit. */
export class ChildSession<C extends ChildContract> {
  readonly ready: Promise<unknown>
  readonly exited: Promise<ProcessExit>
  readonly #options: SessionOptions<C>
  readonly #pending = new Map<number, PendingRequest>()
  readonly #log: LogTail
  readonly #ready = Promise.withResolvers<unknown>()
  #failure: BuskerError | null = null
  #watch: NodeJS.Timeout | undefined
  /** Times that the child was asked whether it lives, since it last said so. */
  #unanswered = 0
  #nextId = 1
  #hasExited = false

  constructor(options: SessionOptions<C>) {
    this.#options = options
    const { child } = options
    this.#log = new LogTail(keptLogLines, options.onLine)
    for (const output of child.outputs) this.#log.read(output)
    child.onError((error) => this.#log.push(`channel: ${error.message}`))
    child.onMessage((message) => this.#receive(message))
    this.exited = new Promise((resolve) => {
      child.onExit((exit) => {
        this.#hasExited = true
        clearInterval(this.#watch)
        const error = this.exitError(exit)
        this.#ready.reject(error)
        for (const { reject } of this.#pending.values()) reject(error)
        this.#pending.clear()
        resolve(exit)
      })
    })
    const timer = setTimeout(
      () => this.#fail('PROCESS_NOT_READY', 'did not get ready in time'),
      options.readyTimeout,
    )
    this.ready = this.#ready.promise.finally(() => clearTimeout(timer))
    const { watchdog } = options
    if (watchdog !== undefined) this.ready.then(() => this.#startWatch(watchdog)).catch(() => undefined)
    this.#post({ kind: 'start', payload: options.startMessage })
  }

  get pid(): number | undefined {
    return this.#options.child.pid
  }

  /** @throws BuskerError the child's own coded error; PROCESS_CRASHED when it ends before answering */
  async request<N extends RequestName<C>>(name: N, params: RequestInput<C, N>): Promise<RequestOutput<C, N>> {
    if (this.#hasExited) throw new BuskerError('PROCESS_NOT_RUNNING', `${this.#options.name} is not running.`)
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { name, resolve: (result) => resolve(result as RequestOutput<C, N>), reject })
      this.#post({ kind: 'request', id, name, params })
    })
  }

  /** Asks the child to end, and kills it when it has not after `timeout` ms. Resolves when it is gone. */
  async stop(timeout: number): Promise<void> {
    if (this.#hasExited) return
    this.#post({ kind: 'stop' })
    const timer = setTimeout(() => this.#options.child.kill('SIGKILL'), timeout)
    await this.exited
    clearTimeout(timer)
  }

  /** Why the child ended, with its last log lines. */
  exitError(exit: ProcessExit): BuskerError {
    if (this.#failure !== null) return this.#failure
    const how = exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`
    return this.#error('PROCESS_CRASHED', `ended unexpectedly (${how})`)
  }

  #startWatch({ intervalMs, silenceMs }: WatchdogLimits): void {
    if (this.#hasExited) return
    this.#watch = setInterval(() => {
      if (this.#unanswered * intervalMs >= silenceMs) {
        clearInterval(this.#watch)
        return this.#fail('PROCESS_HUNG', `did not answer for ${silenceMs / 1000} s`)
      }
      this.#unanswered += 1
      this.#post({ kind: 'ping' })
    }, intervalMs)
  }

  #post(message: ParentMessage): void {
    this.#options.child.send(message)
  }

  #receive(message: unknown): void {
    // It is being killed: what it says until then is not believed.
    if (this.#failure !== null) return
    const parsed = childMessage.safeParse(message)
    if (!parsed.success) return this.#fail('PROCESS_BAD_MESSAGE', 'sent a message that makes no sense')
    try {
      this.#handle(parsed.data)
    } catch (error) {
      this.#fail('PROCESS_BAD_MESSAGE', `sent something unexpected: ${String(error)}`)
    }
  }

  #handle(message: ChildMessage): void {
    const { contract } = this.#options
    switch (message.kind) {
      case 'ready':
        return this.#ready.resolve(contract.ready.parse(message.payload))
      case 'failed':
        this.#failure = new BuskerError(message.error.code, message.error.message)
        return this.#ready.reject(this.#failure)
      case 'event': {
        const schema = contract.events[message.name]
        if (schema === undefined) throw new Error(`event ${message.name}`)
        return this.#options.onEvent(message.name, schema.parse(message.payload))
      }
      case 'pong':
        this.#unanswered = 0
        return
      case 'error':
        return this.#takePending(message.id).reject(
          new BuskerError(message.error.code, message.error.message),
        )
      case 'result': {
        const { name, resolve, reject } = this.#takePending(message.id)
        const result = contract.requests[name]?.output.safeParse(message.result)
        if (result?.success !== true) {
          reject(
            this.#error(
              'PROCESS_BAD_MESSAGE',
              `answered ${name} with something unexpected: ${result?.error.message}`,
            ),
          )
          return
        }
        return resolve(result.data)
      }
    }
  }

  #takePending(id: number): PendingRequest {
    const pending = this.#pending.get(id)
    if (pending === undefined) throw new Error(`answer ${id} to no request`)
    this.#pending.delete(id)
    return pending
  }

  #fail(code: ErrorCode, what: string): void {
    this.#failure ??= this.#error(code, what)
    this.#options.child.kill('SIGKILL')
  }

  #error(code: ErrorCode, what: string): BuskerError {
    const lines = this.#log.toString()
    return new BuskerError(
      code,
      `${this.#options.name} ${what}.${lines === '' ? '' : ` Its last lines:\n${lines}`}`,
    )
  }
}
