import PQueue from 'p-queue'
import type { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'

export interface HostHealthOptions {
  /** Each says what is wrong with this machine, or null. */
  readonly checks: readonly (() => Promise<BuskerError | null>)[]
  /** Called with all that is wrong when another thing is, or nothing any more. */
  readonly onChange: (warnings: readonly BuskerError[]) => void
  readonly onFailure: (error: unknown) => void
  /** Default ten seconds. */
  readonly intervalMs?: number
}

/** Looks again and again at what a person has to put right: the machine's clock, its disk, the chain's addresses. */
export class HostHealth implements Startable {
  readonly #options: HostHealthOptions
  readonly #looks = new PQueue({ concurrency: 1 })
  #warnings: readonly BuskerError[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(options: HostHealthOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => this.look(), this.#options.intervalMs ?? 10_000)
    this.#timer.unref()
    this.look()
    await this.#looks.onIdle()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#looks.onIdle()
  }

  get warnings(): readonly BuskerError[] {
    return this.#warnings
  }

  /** Looks now. */
  look(): void {
    this.#looks.add(() => this.#look()).catch(this.#options.onFailure)
  }

  async #look(): Promise<void> {
    const { checks, onChange } = this.#options
    const found = (await Promise.all(checks.map((check) => check()))).filter((problem) => problem !== null)
    const before = this.#warnings
    this.#warnings = found
    // The figures in the sentences change all the time.
    const isSame =
      found.length === before.length && found.every(({ code }, index) => code === before[index]?.code)
    if (!isSame) onChange(found)
  }
}
