import { PlaylistFolders } from '../playlists/playlistFolders.ts'
import { Playlists } from '../playlists/playlists.ts'
import { SmartLists } from '../playlists/smartLists.ts'
import type { Store } from '../store/openStore.ts'

export interface ListParts {
  readonly playlists: Playlists
  readonly playlistFolders: PlaylistFolders
  readonly smartLists: SmartLists
}

/** Playlists, lists by rules, and the folders in which they lie. */
export function composeLists(store: Store): ListParts {
  return {
    playlists: new Playlists(store),
    playlistFolders: new PlaylistFolders(store),
    smartLists: new SmartLists(store),
  }
}
