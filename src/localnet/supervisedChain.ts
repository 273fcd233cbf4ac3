import type { ProcessState } from '../process/supervisedProcess.ts'
import { BackOff, type RestartLimits } from '../shared/backOff.ts'
import { isBuskerError } from '../shared/errors.ts'
import { LocalChain, type LocalChainOptions } from './chain/localChain.ts'
import type { LocalnetProcess } from './localnetProcess.ts'

/** The chain, started again after a crash: unless it has lost something, when another start would lose it again. */
export class SupervisedChain implements LocalnetProcess {
  readonly chain: LocalChain
  readonly #limits: RestartLimits | null
  readonly #backOff: BackOff | null
  readonly #listeners = new Set<(state: ProcessState) => void>()
  #state: ProcessState = { state: 'stopped' }
  #timer: NodeJS.Timeout | null = null
  #startedAt = 0
  #shouldRun = false
  #launching: Promise<void> | null = null

  /** @param limits null when it is not to be started again */
  constructor(options: Omit<LocalChainOptions, 'onCrash'>, limits: RestartLimits | null) {
    this.chain = new LocalChain({ ...options, onCrash: (error) => this.#onCrash(error) })
    this.#limits = limits
    this.#backOff = limits && new BackOff(limits)
  }

  get state(): ProcessState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.chain.pid
  }

  onState(listener: (state: ProcessState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Throws what {@link LocalChain.start} throws; a failed first start is not retried. */
  async start(): Promise<void> {
    if (this.#shouldRun) return
    this.#shouldRun = true
    this.#backOff?.reset()
    try {
      await this.#launch()
    } catch (error) {
      this.#shouldRun = false
      this.#setState({ state: 'failed', error: toError(error) })
      throw error
    }
  }

  async stop(): Promise<void> {
    this.#shouldRun = false
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    // A start under way must finish first: a half-started chain cannot be saved.
    await this.#launching?.catch(() => undefined)
    await this.chain.stop()
    this.#setState({ state: 'stopped' })
  }

  async #launch(): Promise<void> {
    this.#setState({ state: 'starting' })
    this.#launching = this.chain.start()
    await this.#launching
    this.#startedAt = Date.now()
    this.#setState({ state: 'running' })
  }

  #onCrash(cause: unknown): void {
    if (!this.#shouldRun) return
    const error = toError(cause)
    if (Date.now() - this.#startedAt >= (this.#limits?.stableMs ?? Infinity)) this.#backOff?.reset()
    const delay = this.#backOff?.next()
    if (delay === undefined || isBuskerError(error, 'LOCALNET_CHAIN_BEHIND')) {
      this.#shouldRun = false
      return this.#setState({ state: 'failed', error })
    }
    this.#setState({ state: 'waiting', error, delay })
    this.#timer = setTimeout(
      () => void this.#launch().catch((failure: unknown) => this.#onCrash(failure)),
      delay,
    )
  }

  #setState(state: ProcessState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
