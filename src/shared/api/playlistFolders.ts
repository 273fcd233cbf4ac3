import { z } from 'zod'
import { line } from '../text.ts'
import { defineApi } from './define.ts'

const id = z.uuid()
const name = line(200)

export const playlistFolderView = z.strictObject({ id, name: z.string() })
export type PlaylistFolderView = z.output<typeof playlistFolderView>

/** A list's file, as it is written. */
export const listFile = z.strictObject({
  name: z.string(),
  text: z.string(),
  /** Entries that are named by their paths. */
  files: z.int(),
  /** Those that are named by links. */
  links: z.int(),
})
export type ListFile = z.output<typeof listFile>

/** Folders of playlists and smart lists; none lies in another. */
export const playlistFoldersApi = defineApi({
  /** By name. */
  playlistFolders: { input: z.strictObject({}), output: z.array(playlistFolderView) },
  createPlaylistFolder: { input: z.strictObject({ name }), output: playlistFolderView },
  renamePlaylistFolder: { input: z.strictObject({ id, name }), output: playlistFolderView },
  /** The lists in it stay, in none. */
  removePlaylistFolder: { input: z.strictObject({ id }), output: z.strictObject({}) },
  /** @param list a playlist or a smart list @param folder null: it lies in none */
  moveList: { input: z.strictObject({ list: id, folder: id.nullable() }), output: z.strictObject({}) },
})

/** For commands, and for the app's own dialogs. */
export const playlistFolderFilesApi = defineApi({
  /** What all lists of a folder are as files. @param folder where they will lie, as for `playlistFile` */
  playlistFolderFiles: {
    input: z.strictObject({ id, folder: z.string() }),
    output: z.array(listFile),
  },
})
