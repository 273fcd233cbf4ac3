import type { WorkId } from '../../shared/ids.ts'
import type { PublishStep } from '../../shared/publishSteps.ts'
import type { Uploads } from './uploads.ts'

type OnStep = (step: PublishStep, fraction: number) => void

/** How far uploads are in the step that runs. */
export class UploadSteps {
  readonly #uploads: Pick<Uploads, 'get' | 'update'>
  readonly #onChange: (id: WorkId) => void
  readonly #fractions = new Map<WorkId, number>()

  constructor(uploads: Pick<Uploads, 'get' | 'update'>, onChange: (id: WorkId) => void) {
    this.#uploads = uploads
    this.#onChange = onChange
  }

  /** 0 to 1. */
  fraction(id: WorkId): number {
    return this.#fractions.get(id) ?? 0
  }

  forget(id: WorkId): void {
    this.#fractions.delete(id)
  }

  /** Writes down when each step begins, and tells of every hundredth. */
  recorder(id: WorkId, onStep: OnStep): OnStep {
    let lastReported = ''
    return (step, fraction) => {
      onStep(step, fraction)
      this.#fractions.set(id, fraction)
      const now = `${step} ${Math.floor(fraction * 100)}`
      if (now === lastReported) return
      lastReported = now
      const begun = this.#uploads.get(id)?.steps ?? []
      if (begun.at(-1)?.step !== step)
        this.#uploads.update(id, { steps: [...begun, { step, at: Date.now() }] })
      this.#onChange(id)
    }
  }
}
