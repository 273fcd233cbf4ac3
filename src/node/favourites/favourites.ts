import type { WorkId, WorkKind } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** A work that was marked. */
export interface Favourite {
  readonly kind: WorkKind
  readonly id: WorkId
}

/** Works a listener marked, in SQLite: what is owned of them are favourites, the rest is a wish list. */
export class Favourites {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** Those marked last come first. */
  list(): Favourite[] {
    const rows = this.#store.prepare<[], Favourite>(
      'SELECT kind, work AS id FROM favourites ORDER BY added_at DESC, work',
    )
    return rows.all()
  }

  /** Marking twice is marking once. */
  add({ kind, id }: Favourite): void {
    this.#store
      .prepare('INSERT OR IGNORE INTO favourites (kind, work, added_at) VALUES (?, ?, ?)')
      .run(kind, id, this.#now())
  }

  remove({ kind, id }: Favourite): void {
    this.#store.prepare('DELETE FROM favourites WHERE kind = ? AND work = ?').run(kind, id)
  }
}
