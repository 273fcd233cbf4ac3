import type { Address } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** Rows of `works` that are not to be found here. */
export const hiddenWorks = '(SELECT id FROM works JOIN hidden_artists USING (artist))'

export interface HiddenArtist {
  readonly address: Address
  /** As they were called when they were hidden; null: that was not known. */
  readonly name: string | null
}

/** Artists of whom a listener wants to find nothing any more, in SQLite. Nobody is told of it. */
export class HiddenArtists {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** Those hidden last come first. */
  list(): HiddenArtist[] {
    return this.#store
      .prepare<[], HiddenArtist>(
        'SELECT artist AS address, name FROM hidden_artists ORDER BY since DESC, artist',
      )
      .all()
  }

  isHidden(artist: Address): boolean {
    return this.#store.prepare('SELECT 1 FROM hidden_artists WHERE artist = ?').get(artist) !== undefined
  }

  /** Of these, those that are not hidden. @param artistOf whose each is */
  shown<T>(all: readonly T[], artistOf: (one: T) => Address): T[] {
    const hidden = new Set(this.list().map(({ address }) => address))
    return all.filter((one) => !hidden.has(artistOf(one)))
  }

  /** Hiding twice is hiding once. */
  hide({ address, name }: HiddenArtist): void {
    this.#store
      .prepare('INSERT OR IGNORE INTO hidden_artists (artist, name, since) VALUES (?, ?, ?)')
      .run(address, name, this.#now())
  }

  show(artist: Address): void {
    this.#store.prepare('DELETE FROM hidden_artists WHERE artist = ?').run(artist)
  }
}
