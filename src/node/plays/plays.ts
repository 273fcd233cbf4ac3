import type { PlayCount } from '../../shared/api/plays.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** How often tracks were heard, in whatever edition, in SQLite. */
export class Plays {
  readonly #store: Store
  readonly #now: () => number
  /** The same list for as long as it is true: a long one is encoded once. */
  #list: readonly PlayCount[] | undefined

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** Those heard last come first. */
  list(): readonly PlayCount[] {
    this.#list ??= this.#store
      .prepare<[], PlayCount>(
        'SELECT track, plays, last_played_at AS lastPlayedAt FROM track_plays ORDER BY last_played_at DESC, track',
      )
      .all()
    return this.#list
  }

  /** Counts one play, now. */
  add(track: WorkId): void {
    this.#list = undefined
    this.#store
      .prepare(
        `INSERT INTO track_plays (track, plays, last_played_at) VALUES (?, 1, ?)
           ON CONFLICT (track) DO UPDATE SET plays = plays + 1, last_played_at = excluded.last_played_at`,
      )
      .run(track, this.#now())
  }
}
