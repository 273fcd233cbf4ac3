import type { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'

export interface MachineWatchOptions {
  /** Each says what is wrong with this machine, or null. */
  readonly checks: readonly (() => Promise<BuskerError | null>)[]
  /** Called with all that is wrong when another thing is, or nothing any more. */
  readonly onChange: (warnings: readonly BuskerError[]) => void
  readonly onFailure: (error: unknown) => void
  /** Default ten seconds. */
  readonly intervalMs?: number
}

/** Looks again and again at what a person has to put right on this machine: its clock, its disk. */
export class MachineWatch implements Startable {
  readonly #options: MachineWatchOptions
  #warnings: readonly BuskerError[] = []
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()

  constructor(options: MachineWatchOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => this.look(), this.#options.intervalMs ?? 10_000)
    this.#timer.unref()
    this.look()
    await this.#looking
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#looking
  }

  get warnings(): readonly BuskerError[] {
    return this.#warnings
  }

  /** Looks now. */
  look(): void {
    const { onFailure } = this.#options
    this.#looking = this.#looking.then(() => this.#look()).catch(onFailure)
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
