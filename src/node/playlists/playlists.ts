import { randomUUID } from 'node:crypto'
import { BuskerError } from '../../shared/errors.ts'
import type { Label } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

export interface Playlist {
  readonly id: string
  readonly name: string
  readonly tracks: readonly Label[]
  readonly createdAt: number
  /** Null: it lies in none. */
  readonly folder: string | null
}

type PlaylistRow = Omit<Playlist, 'tracks'>

const columns = 'id, name, created_at AS createdAt, folder'

/** Playlists, in SQLite. Changes throw BuskerError `LIBRARY_NO_PLAYLIST` when there is none with that id. */
export class Playlists {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** By name. */
  list(): Playlist[] {
    const rows = this.#store.prepare<[], PlaylistRow>(
      `SELECT ${columns} FROM playlists ORDER BY name COLLATE NOCASE, created_at`,
    )
    return rows.all().map((row) => this.#withTracks(row))
  }

  create(name: string): Playlist {
    const row = { id: randomUUID(), name, createdAt: this.#now(), folder: null }
    this.#store
      .prepare('INSERT INTO playlists (id, name, created_at) VALUES (@id, @name, @createdAt)')
      .run(row)
    return { ...row, tracks: [] }
  }

  rename(id: string, name: string): Playlist {
    this.#store.prepare('UPDATE playlists SET name = ? WHERE id = ?').run(name, id)
    return this.get(id)
  }

  /** @param tracks in order; replace those before */
  arrange(id: string, tracks: readonly Label[]): Playlist {
    return this.#store.transaction(() => {
      const row = this.get(id)
      this.#store.prepare('DELETE FROM playlist_tracks WHERE playlist = ?').run(id)
      const add = this.#store.prepare(
        'INSERT INTO playlist_tracks (playlist, position, label) VALUES (?, ?, ?)',
      )
      for (const [position, label] of tracks.entries()) add.run(id, position, label)
      return { ...row, tracks: [...tracks] }
    })()
  }

  remove(id: string): void {
    const { changes } = this.#store.prepare('DELETE FROM playlists WHERE id = ?').run(id)
    if (changes === 0) throw noPlaylist()
  }

  get(id: string): Playlist {
    const row = this.#store
      .prepare<[string], PlaylistRow>(`SELECT ${columns} FROM playlists WHERE id = ?`)
      .get(id)
    if (row === undefined) throw noPlaylist()
    return this.#withTracks(row)
  }

  #withTracks(row: PlaylistRow): Playlist {
    const tracks = this.#store
      .prepare<[string], Label>('SELECT label FROM playlist_tracks WHERE playlist = ? ORDER BY position')
      .pluck()
      .all(row.id)
    return { ...row, tracks }
  }
}

export function noPlaylist(): BuskerError {
  return new BuskerError('LIBRARY_NO_PLAYLIST', 'This playlist is not there any more.')
}
