import PQueue from 'p-queue'
import { possibleNames, type LocalnetProcess, type ProcessName } from './localnetProcess.ts'
import { removeStatus, writeStatus, type LocalnetState } from './statusFile.ts'

/** Keeps the status file of a running network up to date. */
export class StatusWriter {
  readonly #folder: string
  readonly #processes: ReadonlyMap<ProcessName, LocalnetProcess>
  readonly #writing = new PQueue({ concurrency: 1 })
  readonly #onFailure: (error: unknown) => void
  #markReady = false

  constructor(
    folder: string,
    processes: ReadonlyMap<ProcessName, LocalnetProcess>,
    onFailure: (error: unknown) => void,
  ) {
    this.#folder = folder
    this.#processes = processes
    this.#onFailure = onFailure
  }

  /** Follows a part from now on. */
  follow(part: LocalnetProcess): void {
    part.onState(() => this.#write())
  }

  get status(): LocalnetState {
    const named = possibleNames.flatMap((name) => {
      const part = this.#processes.get(name)
      return part ? [{ name, part }] : []
    })
    return {
      ready: this.#markReady,
      parts: named.map(({ name, part: { state, pid } }) => ({
        name,
        state: state.state,
        pid: pid ?? null,
        error: 'error' in state ? state.error.message : null,
      })),
    }
  }

  /** Says that all of it can be used. */
  async ready(): Promise<void> {
    this.#markReady = true
    this.#write()
    await this.#writing.onIdle()
  }

  async remove(): Promise<void> {
    this.#markReady = false
    this.#writing.clear()
    await this.#writing.add(async () => removeStatus(this.#folder))
  }

  /** Several changes in a row need only the last one written. */
  #write(): void {
    this.#writing.clear()
    this.#writing.add(async () => writeStatus(this.#folder, this.status)).catch(this.#onFailure)
  }
}
