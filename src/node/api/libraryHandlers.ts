import type { ApiHandlers } from '../../shared/api/define.ts'
import type { libraryApi, OwnedWork, PlaylistView } from '../../shared/api/library.ts'
import type { Label } from '../../shared/ids.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import type { BuskerNode } from '../createNode.ts'
import type { Playlist } from '../playlists/playlists.ts'
import { boughtTracks } from '../market/boughtTracks.ts'
import { workViewMapper } from './catalogueHandlers.ts'

type Parts = Pick<BuskerNode, 'catalogue' | 'access' | 'options' | 'market' | 'downloads' | 'playlists'>

/** Answers what a listener asks about what they own. */
export function libraryHandlers(node: Parts): ApiHandlers<typeof libraryApi> {
  const { playlists } = node
  return {
    library: async () => ownedWorks(node),
    playlists: async () => playlists.list().map((playlist) => toPlaylistView(node, playlist)),
    createPlaylist: async ({ name }) => toPlaylistView(node, playlists.create(name)),
    renamePlaylist: async ({ id, name }) => toPlaylistView(node, playlists.rename(id, name)),
    arrangePlaylist: async ({ id, tracks }) => toPlaylistView(node, playlists.arrange(id, tracks)),
    async removePlaylist({ id }) {
      playlists.remove(id)
      return {}
    },
  }
}

/** What was bought or given, newest first; a release is followed by its tracks. A work owned twice is listed once. */
function ownedWorks(node: Parts): OwnedWork[] {
  const toView = workViewMapper(node)
  const owned = new Map<Label, OwnedWork>()
  for (const purchase of node.market.buyer.purchases.list().filter(hasAccess)) {
    const tracks = boughtTracks(node.catalogue, purchase)
    for (const label of [purchase.label, ...tracks]) {
      const work = node.catalogue.edition(label)
      if (work === undefined || owned.has(label)) continue
      const parts = label === purchase.label && tracks.length > 0 ? tracks : [label]
      owned.set(label, {
        work: toView(work),
        boughtAt: purchase.createdAt,
        isDownloaded: parts.every((part) => node.downloads.has(part)),
      })
    }
  }
  return [...owned.values()]
}

function toPlaylistView(node: Parts, { id, name, tracks, createdAt }: Playlist): PlaylistView {
  const toView = workViewMapper(node)
  const works = tracks.flatMap((label) => node.catalogue.edition(label) ?? [])
  return { id, name, createdAt, tracks: works.map(toView) }
}
