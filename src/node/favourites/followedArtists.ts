import type { Address, WorkId, WorkKind } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** A work as its artist offers it. */
interface OfferedWork {
  readonly kind: WorkKind
  readonly id: WorkId
}

/** Whose new works a listener wants to hear of, in SQLite. */
export class FollowedArtists {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** Those followed last come first. */
  list(): Address[] {
    const artists = this.#store.prepare<[], Address>(
      'SELECT artist FROM followed_artists ORDER BY since DESC, artist',
    )
    return artists.pluck().all()
  }

  isFollowed(artist: Address): boolean {
    return this.#store.prepare('SELECT 1 FROM followed_artists WHERE artist = ?').get(artist) !== undefined
  }

  /** @param offered what the artist has already: none of it will be new */
  follow(artist: Address, offered: readonly OfferedWork[]): void {
    this.#store.transaction(() => {
      this.#store
        .prepare('INSERT OR IGNORE INTO followed_artists (artist, since) VALUES (?, ?)')
        .run(artist, this.#now())
      this.takeNew(artist, offered)
    })()
  }

  unfollow(artist: Address): void {
    this.#store.prepare('DELETE FROM followed_artists WHERE artist = ?').run(artist)
  }

  /** What of this a followed artist did not offer before; once each, whatever is edited or taken off sale meanwhile. */
  takeNew<W extends OfferedWork>(artist: Address, offered: readonly W[]): W[] {
    if (!this.isFollowed(artist)) return []
    const add = this.#store.prepare(
      'INSERT OR IGNORE INTO followed_works (artist, kind, work) VALUES (?, ?, ?)',
    )
    return this.#store.transaction(() =>
      offered.filter(({ kind, id }) => add.run(artist, kind, id).changes > 0),
    )()
  }
}
