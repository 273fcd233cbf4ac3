import type { PlaylistView } from '../../../shared/api/library.ts'
import type { PlaylistFolderView } from '../../../shared/api/playlistFolders.ts'
import type { SmartListView } from '../../../shared/api/smartLists.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

/** Lists that lie in one folder, or in none. */
export interface ListGroup {
  readonly playlists: readonly PlaylistView[]
  readonly smartLists: readonly SmartListView[]
}
export interface ListFolder extends ListGroup, PlaylistFolderView {}

/** Playlists and one's own smart lists, by folder; each by name. */
export function useListFolders(): { readonly folders: readonly ListFolder[]; readonly rest: ListGroup } {
  const folders = useIpcQuery('playlistFolders', {}).data ?? []
  const playlists = useIpcQuery('playlists', {}).data ?? []
  const smartLists = useIpcQuery('smartLists', {}).data ?? []
  const known = new Set(folders.map(({ id }) => id))
  const inFolder = (id: string | null): ListGroup => {
    const isIn = ({ folder }: { readonly folder: string | null }) =>
      (folder !== null && known.has(folder) ? folder : null) === id
    return { playlists: playlists.filter(isIn), smartLists: smartLists.filter(isIn) }
  }
  return { folders: folders.map((folder) => ({ ...folder, ...inFolder(folder.id) })), rest: inFolder(null) }
}
