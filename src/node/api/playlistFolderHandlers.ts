import type { ApiHandlers } from '../../shared/api/define.ts'
import type { playlistFoldersApi } from '../../shared/api/playlistFolders.ts'
import type { PlaylistFolders } from '../playlists/playlistFolders.ts'

/** Answers in which folders lists lie. */
export function playlistFolderHandlers({
  playlistFolders,
}: {
  readonly playlistFolders: PlaylistFolders
}): ApiHandlers<typeof playlistFoldersApi> {
  return {
    playlistFolders: async () => playlistFolders.list(),
    createPlaylistFolder: async ({ name }) => playlistFolders.create(name),
    renamePlaylistFolder: async ({ id, name }) => playlistFolders.rename(id, name),
    async removePlaylistFolder({ id }) {
      playlistFolders.remove(id)
      return {}
    },
    async moveList({ list, folder }) {
      playlistFolders.move(list, folder)
      return {}
    },
  }
}
