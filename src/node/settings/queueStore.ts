import { type KeptQueue, keptQueue } from '../../shared/api/library.ts'
import { defineSetting, type Settings } from './settings.ts'

// Named as settings of this installation alone: what plays here is not what plays on another machine.
const keptItems = defineSetting('device-queue', keptQueue.items)
const keptPlace = defineSetting('device-queue-place', keptQueue.place)

/** What is played, kept for the next start; the place changes often and is kept apart. */
export class QueueStore {
  readonly #settings: Settings

  constructor(settings: Settings) {
    this.#settings = settings
  }

  /** @param items undefined: as before */
  keep(place: KeptQueue['place'], items: KeptQueue['items'] | undefined): void {
    if (items !== undefined) this.#settings.set(keptItems, [...items])
    this.#settings.set(keptPlace, place)
  }

  read(): KeptQueue | undefined {
    const [items, place] = [this.#settings.get(keptItems), this.#settings.get(keptPlace)]
    return items === undefined || place === undefined ? undefined : { items, place }
  }
}
