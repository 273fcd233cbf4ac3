import { z } from 'zod'
import { uploadDraft, type UploadDraft } from '../../shared/api/uploadDraft.ts'
import { defineSetting, type Settings } from './settings.ts'

export interface KeptDraft {
  readonly draft: UploadDraft
  readonly keptAt: number
}

// Named as a setting of this installation alone: the files are on this machine.
const keptDraft = defineSetting(
  'device-upload-draft',
  z.strictObject({ draft: uploadDraft, keptAt: z.int() }),
)

/** What is being prepared to be published, kept for the next start. */
export class UploadDraftStore {
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  keep(draft: UploadDraft, keptAt = Date.now()): void {
    this.#settings.set(keptDraft, { draft, keptAt })
  }

  /** @throws BuskerError `SETTINGS_DAMAGED` */
  read(): KeptDraft | undefined {
    return this.#settings.get(keptDraft)
  }

  discard(): void {
    this.#settings.delete(keptDraft)
  }
}
