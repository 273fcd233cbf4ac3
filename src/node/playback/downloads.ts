import type { Label } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** Which tracks are on this machine as a whole. */
export class Downloads {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  has(label: Label): boolean {
    return this.#store.prepare('SELECT 1 FROM downloads WHERE label = ?').get(label) !== undefined
  }

  add(label: Label, bytes: number, now: number): void {
    this.#store
      .prepare('INSERT OR REPLACE INTO downloads (label, bytes, finished_at) VALUES (?, ?, ?)')
      .run(label, bytes, now)
  }
}
