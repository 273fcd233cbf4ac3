import type { Label } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** Which tracks are on this machine as a whole, and which are to be. */
export class Downloads {
  readonly #store: Store
  readonly #onAdded: (label: Label) => void

  constructor(store: Store, onAdded: (label: Label) => void = () => undefined) {
    this.#store = store
    this.#onAdded = onAdded
  }

  has(label: Label): boolean {
    return this.#store.prepare('SELECT 1 FROM downloads WHERE label = ?').get(label) !== undefined
  }

  /** It is here as a whole, and no longer wanted. */
  add(label: Label, bytes: number, now: number): void {
    this.#store
      .transaction(() => {
        this.#store
          .prepare('INSERT OR REPLACE INTO downloads (label, bytes, finished_at) VALUES (?, ?, ?)')
          .run(label, bytes, now)
        this.#store.prepare('DELETE FROM wanted_downloads WHERE label = ?').run(label)
      })
      .immediate()
    this.#onAdded(label)
  }

  /** Remembered until it is here. */
  want(label: Label): void {
    if (this.has(label)) return
    this.#store.prepare('INSERT OR IGNORE INTO wanted_downloads (label) VALUES (?)').run(label)
  }

  /** In the order they were wanted. */
  wanted(): Label[] {
    return this.#store.prepare<[], Label>('SELECT label FROM wanted_downloads ORDER BY rowid').pluck().all()
  }
}
