import { z } from 'zod'
import { heardLabel } from '../ids.ts'
import { line } from '../text.ts'
import { defineApi } from './define.ts'
import { libraryApi } from './library.ts'
import { workView } from './node.ts'
import { playlistFoldersApi } from './playlistFolders.ts'
import { smartListsApi } from './smartLists.ts'

const id = z.uuid()

export const listedPlaylist = z.strictObject({
  id,
  name: z.string(),
  /** In order; null: it is not known any more, or its file is away. */
  tracks: z.array(z.strictObject({ label: heardLabel, work: workView.nullable() })),
})
export type ListedPlaylist = z.output<typeof listedPlaylist>

/** Playlists and smart lists, for commands. */
export const playlistCommandsApi = defineApi({
  ...smartListsApi,
  ...playlistFoldersApi,
  removePlaylist: libraryApi.removePlaylist,
  playlist: { input: z.strictObject({ id }), output: listedPlaylist },
  /** Changes what is given; without an id it makes a new one, which must have a name. */
  savePlaylist: {
    input: z.strictObject({
      id: id.optional(),
      name: line(200).optional(),
      /** In order; replace those before. */
      tracks: z.array(heardLabel).max(5000).optional(),
    }),
    output: listedPlaylist,
  },
  /** What a list has now. @param id of one's own list, or of one that comes with Busker */
  smartListTracks: {
    input: z.strictObject({ id: z.string().max(100) }),
    output: z.array(workView),
  },
})
