import { randomUUID } from 'node:crypto'
import type { PlaylistFolderView } from '../../shared/api/playlistFolders.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Store } from '../store/openStore.ts'
import { noPlaylist } from './playlists.ts'

/** Folders of playlists and smart lists, in SQLite; none lies in another. Changes throw BuskerError `LIBRARY_NO_FOLDER`. */
export class PlaylistFolders {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** By name. */
  list(): PlaylistFolderView[] {
    return this.#store
      .prepare<[], PlaylistFolderView>(
        'SELECT id, name FROM playlist_folders ORDER BY name COLLATE NOCASE, created_at',
      )
      .all()
  }

  create(name: string): PlaylistFolderView {
    const folder = { id: randomUUID(), name }
    this.#store
      .prepare('INSERT INTO playlist_folders (id, name, created_at) VALUES (?, ?, ?)')
      .run(folder.id, name, this.#now())
    return folder
  }

  get(id: string): PlaylistFolderView {
    const folder = this.list().find((one) => one.id === id)
    if (folder === undefined) throw noFolder()
    return folder
  }

  rename(id: string, name: string): PlaylistFolderView {
    this.#store.prepare('UPDATE playlist_folders SET name = ? WHERE id = ?').run(name, id)
    return this.get(id)
  }

  /** The lists in it stay, in none. */
  remove(id: string): void {
    if (this.#store.prepare('DELETE FROM playlist_folders WHERE id = ?').run(id).changes === 0)
      throw noFolder()
  }

  /**
   * @param list the id of a playlist or a smart list
   * @param folder null: it lies in none
   * @throws BuskerError `LIBRARY_NO_FOLDER`, `LIBRARY_NO_PLAYLIST`
   */
  move(list: string, folder: string | null): void {
    if (folder !== null) this.get(folder)
    const moved = ['playlists', 'smart_lists'].map(
      (table) => this.#store.prepare(`UPDATE ${table} SET folder = ? WHERE id = ?`).run(folder, list).changes,
    )
    if (moved.every((changes) => changes === 0)) throw noPlaylist()
  }
}

function noFolder(): BuskerError {
  return new BuskerError('LIBRARY_NO_FOLDER', 'This folder of playlists is not there any more.')
}
