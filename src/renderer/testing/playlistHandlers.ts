import type { ApiHandlers } from '../../shared/api/define.ts'
import type { PlaylistView } from '../../shared/api/library.ts'
import type { WorkView } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Label } from '../../shared/ids.ts'
import type { IpcMethods } from '../../shared/ipc.ts'
import type { AppFixture } from './appFixture.ts'
import { uuidOf } from './fixtures/seededValues.ts'

type PlaylistMethods =
  | `${'create' | 'rename' | 'arrange' | 'remove' | 'app.save' | 'app.import'}Playlist`
  | `${'create' | 'change' | 'remove'}SmartList`
  | `${'create' | 'rename' | 'remove' | 'app.save'}PlaylistFolder`
  | 'playlists'
  | 'smartLists'
  | 'playlistFolders'
  | 'moveList'

/** Playlists, smart lists and their folders; what is changed is answered, and not kept. */
export function playlistHandlers(
  {
    playlists,
    smartLists,
    playlistFolders,
  }: Pick<AppFixture, 'playlists' | 'smartLists' | 'playlistFolders'>,
  workOf: (label: Label) => WorkView,
): Pick<ApiHandlers<IpcMethods>, PlaylistMethods> {
  const playlistOf = (id: string): PlaylistView => {
    const found = playlists.find((one) => one.id === id)
    if (found === undefined) throw new BuskerError('LIBRARY_NO_PLAYLIST', 'There is no such playlist.')
    return found
  }
  const made = (name: string) => ({ id: uuidOf(name), name, createdAt: Date.now(), folder: null })
  const nothing = async () => ({})
  return {
    playlists: async () => [...playlists],
    createPlaylist: async ({ name }) => ({ ...made(name), tracks: [] }),
    renamePlaylist: async ({ id, name }) => ({ ...playlistOf(id), name }),
    arrangePlaylist: async ({ id, tracks }) => ({ ...playlistOf(id), tracks: tracks.map(workOf) }),
    removePlaylist: nothing,
    smartLists: async () => [...smartLists],
    createSmartList: async ({ name, rule }) => ({ ...made(name), rule }),
    changeSmartList: async ({ id, name, rule }) => ({ ...made(name), id, rule }),
    removeSmartList: nothing,
    playlistFolders: async () => [...playlistFolders],
    createPlaylistFolder: async ({ name }) => ({ id: uuidOf(name), name }),
    renamePlaylistFolder: async ({ id, name }) => ({ id, name }),
    removePlaylistFolder: nothing,
    moveList: nothing,
    'app.savePlaylist': async () => ({ file: '/home/ana/Music/Sunday, slowly.m3u8' }),
    'app.savePlaylistFolder': async () => ({ folder: '/home/ana/Music', files: 2 }),
    'app.importPlaylist': async () => ({
      playlist: { id: uuidOf('Sunday, slowly'), name: 'Sunday, slowly' },
      found: 6,
      missing: ['Nils Frahm - Says', 'Somebody Else/An Album/04 Their Song.mp3'],
    }),
  }
}
