import { z } from 'zod'
import { label } from '../ids.ts'
import { line } from '../text.ts'
import { defineApi } from './define.ts'
import { workView } from './node.ts'

const playlistId = z.uuid()

export const ownedWork = z.strictObject({
  work: workView,
  boughtAt: z.int(),
  /** All of it is on this machine. */
  isDownloaded: z.boolean(),
})
export type OwnedWork = z.output<typeof ownedWork>

export const playlistView = z.strictObject({
  id: playlistId,
  name: z.string(),
  tracks: z.array(workView),
  createdAt: z.int(),
})
export type PlaylistView = z.output<typeof playlistView>

const name = line(200)

/** What one owns, and how one has put it together. A release one owns is listed with its tracks. */
export const libraryApi = defineApi({
  library: { input: z.strictObject({}), output: z.array(ownedWork) },
  playlists: { input: z.strictObject({}), output: z.array(playlistView) },
  createPlaylist: { input: z.strictObject({ name }), output: playlistView },
  renamePlaylist: { input: z.strictObject({ id: playlistId, name }), output: playlistView },
  /** The tracks, in order; replaces those before. */
  arrangePlaylist: {
    input: z.strictObject({ id: playlistId, tracks: z.array(label).max(5000) }),
    output: playlistView,
  },
  removePlaylist: { input: z.strictObject({ id: playlistId }), output: z.strictObject({}) },
})
