import type { ApiHandlers } from '../../shared/api/define.ts'
import type { libraryApi, OwnedWork, PlaylistView } from '../../shared/api/library.ts'
import type { Label } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { boughtTracks } from '../market/boughtTracks.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import type { Purchase } from '../market/purchases.ts'
import type { Downloads } from '../playback/downloads.ts'
import type { Playlist, Playlists } from '../playlists/playlists.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'edition'>
  readonly purchases: {
    list(): readonly Pick<Purchase, 'label' | 'manifest' | 'state' | 'createdAt'>[]
  }
  readonly downloads: Pick<Downloads, 'has'>
  readonly playlists: Playlists
}

/** Answers what a listener asks about what they own. */
export function libraryHandlers(parts: Parts): ApiHandlers<typeof libraryApi> {
  const { playlists } = parts
  return {
    library: async () => ownedWorks(parts),
    playlists: async () => playlists.list().map((playlist) => toPlaylistView(parts, playlist)),
    createPlaylist: async ({ name }) => toPlaylistView(parts, playlists.create(name)),
    renamePlaylist: async ({ id, name }) => toPlaylistView(parts, playlists.rename(id, name)),
    arrangePlaylist: async ({ id, tracks }) => toPlaylistView(parts, playlists.arrange(id, tracks)),
    async removePlaylist({ id }) {
      playlists.remove(id)
      return {}
    },
  }
}

/** What was bought or given, newest first; a release is followed by its tracks. A work owned twice is listed once. */
function ownedWorks(parts: Parts): OwnedWork[] {
  const { catalogue, purchases, downloads } = parts
  const toView = workViewMapper(parts)
  const owned = new Map<Label, OwnedWork>()
  for (const purchase of purchases.list().filter(hasAccess)) {
    const tracks = boughtTracks(catalogue, purchase)
    for (const label of [purchase.label, ...tracks]) {
      const work = catalogue.edition(label)
      if (work === undefined || owned.has(label)) continue
      const heard = label === purchase.label && tracks.length > 0 ? tracks : [label]
      owned.set(label, {
        work: toView(work),
        boughtAt: purchase.createdAt,
        isDownloaded: heard.every((track) => downloads.has(track)),
      })
    }
  }
  return [...owned.values()]
}

function toPlaylistView(parts: Parts, { id, name, tracks, createdAt }: Playlist): PlaylistView {
  const works = tracks.flatMap((label) => parts.catalogue.edition(label) ?? [])
  return { id, name, createdAt, tracks: works.map(workViewMapper(parts)) }
}
