import { z } from 'zod'
import { line } from '../text.ts'
import { defineApi } from './define.ts'
import { listFile, playlistFolderFilesApi } from './playlistFolders.ts'

const id = z.uuid()

/** What a playlist's file may have, bytes: five thousand entries have a tenth of it. */
export const playlistFileMaxBytes = 4 * 1024 * 1024

export const importedPlaylist = z.strictObject({
  /** Null: nothing of it is owned, and no playlist was made. */
  playlist: z.strictObject({ id, name: z.string() }).nullable(),
  /** How many of its entries are in the playlist. */
  found: z.int(),
  /** What is not owned, as the file names it. */
  missing: z.array(z.string()),
})
export type ImportedPlaylist = z.output<typeof importedPlaylist>

/** Playlists as files of other programs (M3U in UTF-8). */
export const playlistFilesApi = defineApi({
  ...playlistFolderFilesApi,
  playlistNames: {
    input: z.strictObject({}),
    output: z.array(z.strictObject({ id, name: z.string(), tracks: z.int(), folder: id.nullable() })),
  },
  /**
   * A playlist, or what a smart list has now.
   *
   * @param folder where the file will lie: what was downloaded there or below is named by its path, all else by its link
   */
  playlistFile: {
    input: z.strictObject({ id, folder: z.string() }),
    output: listFile,
  },
  /** Makes a playlist of what a file names and one owns. Errors: `PLAYLIST_FILE_UNREADABLE`, `PLAYLIST_FILE_TOO_LONG` */
  importPlaylist: {
    input: z.strictObject({
      /** Left out: as the file itself says. */
      name: line(200).optional(),
      /** The name of the file, without its ending, where the file says none. */
      fileName: z.string().max(1024),
      /** What is in the file; base64. */
      content: z.base64().max(Math.ceil(playlistFileMaxBytes / 3) * 4),
    }),
    output: importedPlaylist,
  },
})
export type PlaylistFilesApi = typeof playlistFilesApi

const savedFile = z.strictObject({ file: z.string().nullable() })

/** The same for a page: the person says which file. */
export const appPlaylistFilesApi = defineApi({
  'app.savePlaylist': { input: z.strictObject({ id }), output: savedFile },
  /** All lists of a folder, each as a file of a folder that the person chooses; null: none was chosen. */
  'app.savePlaylistFolder': {
    input: z.strictObject({ id }),
    output: z.strictObject({ folder: z.string(), files: z.int() }).nullable(),
  },
  /** Null: none was chosen. */
  'app.importPlaylist': { input: z.strictObject({}), output: importedPlaylist.nullable() },
})
