import type { ApiHandlers } from '../../shared/api/define.ts'
import type { libraryApi, PlaylistView, QueueView } from '../../shared/api/library.ts'
import type { Playlist, Playlists } from '../playlists/playlists.ts'
import type { QueueStore } from '../settings/queueStore.ts'
import type { Library } from './listenedLibrary.ts'
import { type FinderParts, workFinder } from './workFinder.ts'

interface Parts extends FinderParts {
  readonly library: Library
  readonly playlists: Playlists
  readonly queue: QueueStore
}

/** Answers what a listener asks about what they own. */
export function libraryHandlers(parts: Parts): ApiHandlers<typeof libraryApi> {
  const { library, playlists } = parts
  return {
    library: () => library(),
    playlists: async () => playlists.list().map((playlist) => toPlaylistView(parts, playlist)),
    createPlaylist: async ({ name }) => toPlaylistView(parts, playlists.create(name)),
    renamePlaylist: async ({ id, name }) => toPlaylistView(parts, playlists.rename(id, name)),
    arrangePlaylist: async ({ id, tracks }) => toPlaylistView(parts, playlists.arrange(id, tracks)),
    queue: async () => toQueueView(parts),
    async keepQueue({ items, ...place }) {
      parts.queue.keep(place, items)
      return {}
    },
    async removePlaylist({ id }) {
      playlists.remove(id)
      return {}
    },
  }
}

/** Without works that are no longer known: the place is kept at the same work, or at none. */
function toQueueView(parts: Parts): QueueView | null {
  const kept = parts.queue.read()
  if (kept === undefined) return null
  const find = workFinder(parts)
  const known = kept.items.map(({ label, ...item }) => {
    const work = find(label)
    return work && { ...item, work }
  })
  const current = known[kept.place.index]
  const items = known.filter((item) => item !== undefined)
  const index = current === undefined ? -1 : items.indexOf(current)
  return { ...kept.place, items, index, seconds: index === -1 ? 0 : kept.place.seconds }
}

function toPlaylistView(parts: Parts, { tracks, ...playlist }: Playlist): PlaylistView {
  const find = workFinder(parts)
  return { ...playlist, tracks: tracks.flatMap((label) => find(label) ?? []) }
}
