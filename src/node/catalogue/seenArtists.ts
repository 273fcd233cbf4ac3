import type { Address } from '../../shared/ids.ts'
import type { Statement, Store } from '../store/openStore.ts'

/** Those looked at last are kept up to date. */
const lookedAtKept = 300

/** Of these, what is published is read. */
const wanted = `SELECT artist FROM heads WHERE source IS NULL
  UNION ALL SELECT artist FROM followed_artists
  UNION ALL SELECT artist FROM reservations WHERE state NOT IN ('bought', 'ended')
  UNION ALL SELECT seller FROM purchases
  UNION ALL SELECT artist FROM works JOIN favourites USING (work, kind)
  UNION ALL SELECT artist FROM playlist_tracks JOIN works
    ON works.kind = 'track' AND playlist_tracks.label LIKE 'track/%' AND works.work = substr(playlist_tracks.label, 7, 32)
  UNION ALL SELECT artist FROM manifests JOIN content_keys USING (work, edition)
  UNION ALL SELECT artist FROM (
    SELECT artist FROM seen_artists WHERE looked_at IS NOT NULL ORDER BY looked_at DESC LIMIT ${lookedAtKept})
  UNION ALL SELECT @self`

/** Whose catalogues a listener keeps: their own, of those they bought from, follow, or have works of reserved, marked or in a playlist, and those they looked at lately. */
export class SeenArtists {
  readonly #store: Store
  readonly #self: Address
  readonly #isWanted: Statement<{ self: Address; artist: Address }, number>

  constructor(store: Store, self: Address) {
    this.#store = store
    this.#self = self
    this.#isWanted = store
      .prepare<{ self: Address; artist: Address }, number>(
        `SELECT EXISTS (SELECT 1 FROM (${wanted}) AS wanted WHERE wanted.artist = @artist)`,
      )
      .pluck()
  }

  /** Works of these were found. @param now ms since the epoch */
  note(artists: Iterable<Address>, now: number): void {
    const note = this.#store.prepare(
      `INSERT INTO seen_artists (artist, seen_at) VALUES (?, ?)
       ON CONFLICT (artist) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at)`,
    )
    this.#store.transaction(() => {
      for (const artist of artists) note.run(artist, now)
    })()
  }

  /** Somebody looks at this artist: their catalogue is read from now on. @param now ms since the epoch */
  look(artist: Address, now: number): void {
    this.#store
      .prepare(
        `INSERT INTO seen_artists (artist, seen_at, looked_at) VALUES (@artist, @now, @now)
         ON CONFLICT (artist) DO UPDATE SET seen_at = max(seen_at, @now), looked_at = @now`,
      )
      .run({ artist, now })
  }

  /** Whether what this artist publishes is read here. */
  isWanted(artist: Address): boolean {
    return this.#isWanted.get({ self: this.#self, artist }) === 1
  }

  /** All whose catalogues are kept up to date, and the number of the newest head of each that was read; 0: none was. */
  list(): { artist: Address; number: number }[] {
    return this.#store
      .prepare<{ self: string }, { artist: Address; number: number }>(
        `SELECT artist, coalesce(
           (SELECT number FROM heads WHERE heads.artist = wanted.artist AND state = 'current'), 0) AS number
         FROM (SELECT DISTINCT artist FROM (${wanted})) AS wanted`,
      )
      .all({ self: this.#self })
  }
}
