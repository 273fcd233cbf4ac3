import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ListedPlaylist, playlistCommandsApi } from '../../shared/api/playlistCommands.ts'
import { noPlaylist, type Playlist, type Playlists } from '../playlists/playlists.ts'
import type { PlaylistFolders } from '../playlists/playlistFolders.ts'
import { playlistFolderHandlers } from './playlistFolderHandlers.ts'
import { type SmartListParts, smartListTracks } from './smartListTracks.ts'
import { type FinderParts, workFinder } from './workFinder.ts'
import { smartListHandlers } from './smartListHandlers.ts'

interface Parts extends FinderParts, SmartListParts {
  readonly playlists: Playlists
  readonly playlistFolders: PlaylistFolders
}

/** Answers commands about playlists and smart lists. Errors: BuskerError `LIBRARY_NO_PLAYLIST` */
export function playlistCommandHandlers(parts: Parts): ApiHandlers<typeof playlistCommandsApi> {
  const { library, playlists } = parts
  const view = async ({ id, name, tracks }: Playlist): Promise<ListedPlaylist> => {
    // What was bought is known once it was listed.
    await library()
    const find = workFinder(parts)
    return { id, name, tracks: tracks.map((label) => ({ label, work: find(label) ?? null })) }
  }
  return {
    ...smartListHandlers(parts),
    ...playlistFolderHandlers(parts),
    async removePlaylist({ id }) {
      playlists.remove(id)
      return {}
    },
    playlist: async ({ id }) => view(playlists.get(id)),
    async savePlaylist({ id: given, name, tracks }) {
      if (given === undefined && name === undefined) throw noPlaylist()
      const id = given ?? playlists.create(name ?? '').id
      if (given !== undefined && name !== undefined) playlists.rename(id, name)
      return view(tracks === undefined ? playlists.get(id) : playlists.arrange(id, tracks))
    },
    smartListTracks: async ({ id }) => [...(await smartListTracks(parts, id))],
  }
}
