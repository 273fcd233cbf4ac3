import type { UploadView } from '../../shared/api/studio.ts'
import { publishSteps } from '../../shared/publishSteps.ts'

/** Nothing is shown, as `BrowserWindow.setProgressBar` has it. */
const none = -1

/** How far what is uploaded now is as a whole, for the taskbar. */
export class UploadProgress {
  readonly #show: (fraction: number) => void
  /** Of this batch, finished ones too: what is done does not make the whole go back. */
  readonly #fractions = new Map<string, number>()
  readonly #running = new Set<string>()

  /** @param show is given 0 to 1, or less than 0 for nothing */
  constructor(show: (fraction: number) => void) {
    this.#show = show
  }

  /** Called with every change of an upload. */
  onUploadChanged({ id, kind, state, step, fraction }: UploadView): void {
    // A release waits for its tracks, which are what takes time.
    if (kind === 'release') return
    if (state === 'waiting' || state === 'running') this.#running.add(id)
    // What ended before it was seen to run belongs to no batch.
    else if (!this.#running.delete(id)) return
    const done = (publishSteps.indexOf(step) + fraction) / publishSteps.length
    this.#fractions.set(id, state === 'waiting' ? 0 : state === 'running' ? Math.min(1, done) : 1)
    if (this.#running.size === 0) return this.clear()
    const all = [...this.#fractions.values()]
    this.#show(all.reduce((sum, each) => sum + each, 0) / all.length)
  }

  /** Shows nothing: all have ended, or Busker is locked. */
  clear(): void {
    this.#running.clear()
    this.#fractions.clear()
    this.#show(none)
  }
}
