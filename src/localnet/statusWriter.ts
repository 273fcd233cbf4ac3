import PQueue from 'p-queue'
import { PART_NAMES, type Part, type PartName } from './part.ts'
import { removeStatus, writeStatus, type LocalnetState } from './statusFile.ts'

/** Keeps the status file of a running network up to date. */
export class StatusWriter {
  readonly #folder: string
  readonly #parts: ReadonlyMap<PartName, Part>
  readonly #writing = new PQueue({ concurrency: 1 })
  readonly #onFailure: (error: unknown) => void
  #ready = false

  constructor(folder: string, parts: ReadonlyMap<PartName, Part>, onFailure: (error: unknown) => void) {
    this.#folder = folder
    this.#parts = parts
    this.#onFailure = onFailure
  }

  /** Follows a part from now on. */
  follow(part: Part): void {
    part.onState(() => this.#write())
  }

  get status(): LocalnetState {
    const named = PART_NAMES.flatMap((name) => {
      const part = this.#parts.get(name)
      return part ? [{ name, part }] : []
    })
    return {
      ready: this.#ready,
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
    this.#ready = true
    this.#write()
    await this.#writing.onIdle()
  }

  async remove(): Promise<void> {
    this.#ready = false
    this.#writing.clear()
    await this.#writing.add(async () => removeStatus(this.#folder))
  }

  /** Several changes in a row need only the last one written. */
  #write(): void {
    this.#writing.clear()
    this.#writing.add(async () => writeStatus(this.#folder, this.status)).catch(this.#onFailure)
  }
}
