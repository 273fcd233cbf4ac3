import type { ApiHandlers } from '../../shared/api/define.ts'
import type { libraryApi, PlaylistView, QueueView } from '../../shared/api/library.ts'
import type { WorkView } from '../../shared/api/node.ts'
import { isFileLabel, type Label } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { BoughtWorks } from '../market/boughtWorks.ts'
import type { LocalFiles } from '../localFiles/localFiles.ts'
import type { Playlist, Playlists } from '../playlists/playlists.ts'
import type { QueueStore } from '../settings/queueStore.ts'
import { listenedLibrary } from './listenedLibrary.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'edition'>
  readonly boughtWorks: Pick<BoughtWorks, 'list' | 'get'>
  readonly localFiles: Pick<LocalFiles, 'list' | 'get'>
  readonly playlists: Playlists
  readonly queue: QueueStore
}

/** Answers what a listener asks about what they own. */
export function libraryHandlers(parts: Parts): ApiHandlers<typeof libraryApi> {
  const { playlists } = parts
  const library = listenedLibrary(parts)
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

/** The work of a label, as one who bought it knows it; undefined where it is not known any more. */
function workFinder(parts: Parts): (label: Label) => WorkView | undefined {
  const { catalogue, boughtWorks, localFiles } = parts
  const toView = workViewMapper(parts)
  return (label) => {
    if (isFileLabel(label)) return localFiles.get(label)
    const work = boughtWorks.get(label) ?? catalogue.edition(label)
    if (work === undefined) return undefined
    return 'isOwned' in work ? work : toView(work)
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

function toPlaylistView(parts: Parts, { id, name, tracks, createdAt }: Playlist): PlaylistView {
  const find = workFinder(parts)
  return { id, name, createdAt, tracks: tracks.flatMap((label) => find(label) ?? []) }
}
