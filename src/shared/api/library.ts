import { z } from 'zod'
import { heardLabel } from '../ids.ts'
import { line } from '../text.ts'
import { columnar } from './columnar.ts'
import { defineApi } from './define.ts'
import { workView } from './node.ts'

const playlistId = z.uuid()

const ownership = {
  boughtAt: z.int(),
  /** All of it is on this machine. */
  isDownloaded: z.boolean(),
}
export const ownedWork = z.strictObject({ work: workView, ...ownership })
export type OwnedWork = z.output<typeof ownedWork>

/** Lists that may be of a hundred thousand works. */
const manyWorks = columnar(workView, {
  texts: ['id', 'label', 'manifest', 'title'],
  numbers: ['edition', 'durationMs', 'year', 'trackNumber'],
  flags: ['hasNamesake', 'isOwn', 'isOwned'],
})
const ownerships = columnar(z.strictObject(ownership), {
  texts: [],
  numbers: ['boughtAt'],
  flags: ['isDownloaded'],
})
const halves = new WeakMap<readonly OwnedWork[], z.output<typeof ownedColumns>>()
const ownedColumns = z.strictObject({ works: manyWorks, ownerships })
const ownedWorks = z.codec(ownedColumns, z.custom<readonly OwnedWork[]>(Array.isArray), {
  decode: ({ works, ownerships: owned }) =>
    works.flatMap((work, index) => {
      const half = owned[index]
      return half === undefined ? [] : { work, boughtAt: half.boughtAt, isDownloaded: half.isDownloaded }
    }),
  encode(owned) {
    const known = halves.get(owned)
    if (known !== undefined) return known
    const made = {
      works: owned.map(({ work }) => work),
      ownerships: owned.map(({ boughtAt, isDownloaded }) => ({ boughtAt, isDownloaded })),
    }
    halves.set(owned, made)
    return made
  },
})

export const playlistView = z.strictObject({
  id: playlistId,
  name: z.string(),
  tracks: manyWorks,
  createdAt: z.int(),
  /** Null: it lies in none. */
  folder: z.uuid().nullable(),
})
export type PlaylistView = z.output<typeof playlistView>

const name = line(200)

const queueItem = z.strictObject({
  label: heardLabel,
  /** The preview is played, not the track. */
  isPreview: z.boolean(),
  /** Orders the queue when it is not shuffled. */
  unshuffledPosition: z.number(),
})

/** Where in the queue playback is, and how it goes on. */
const queuePlace = z.strictObject({
  /** Which of the queue plays; -1: nothing. */
  index: z.int().min(-1),
  /** Into that track. */
  seconds: z.number().min(0),
  isShuffled: z.boolean(),
  repeat: z.enum(['off', 'all', 'one']),
})

const queueView = queuePlace.extend({
  items: z.array(queueItem.omit({ label: true }).extend({ work: workView })),
})
export type QueueView = z.output<typeof queueView>

export const keptQueue = { items: z.array(queueItem), place: queuePlace }
export type KeptQueue = {
  readonly items: readonly z.output<typeof queueItem>[]
  readonly place: z.output<typeof queuePlace>
}

/** What one owns, the files of watched folders, and how one has put it together. A release one owns is listed with its tracks. */
export const libraryApi = defineApi({
  library: { input: z.strictObject({}), output: ownedWorks },
  playlists: { input: z.strictObject({}), output: z.array(playlistView) },
  createPlaylist: { input: z.strictObject({ name }), output: playlistView },
  renamePlaylist: { input: z.strictObject({ id: playlistId, name }), output: playlistView },
  /** The tracks, in order; replaces those before. */
  arrangePlaylist: {
    input: z.strictObject({ id: playlistId, tracks: z.array(heardLabel).max(5000) }),
    output: playlistView,
  },
  /** What was played when Busker was closed; null: nothing. */
  queue: { input: z.strictObject({}), output: queueView.nullable() },
  /** Keeps the queue for the next start, and how far it is. Without items, those kept before stay. */
  keepQueue: {
    input: queuePlace.extend({ items: z.array(queueItem).max(5000).optional() }),
    output: z.strictObject({}),
  },
  removePlaylist: { input: z.strictObject({ id: playlistId }), output: z.strictObject({}) },
})
