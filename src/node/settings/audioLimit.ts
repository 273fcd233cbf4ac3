import { type AudioStorageView, audioStorageView } from '../../shared/api/storage.ts'
import { defineSetting, type Settings } from './settings.ts'

// Of this installation alone: another machine has a disk of another size.
const limitSetting = defineSetting('device-audio-limit', audioStorageView.shape.limit)

/** How much kept audio may take, bytes; null: as much as there is. */
export class AudioLimit {
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  read(): AudioStorageView['limit'] {
    return this.#settings.get(limitSetting) ?? null
  }

  keep(limit: AudioStorageView['limit']): void {
    this.#settings.set(limitSetting, limit)
  }
}
