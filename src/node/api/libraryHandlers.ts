import type { ApiHandlers } from '../../shared/api/define.ts'
import type { libraryApi, PlaylistView } from '../../shared/api/library.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { BoughtWorks } from '../market/boughtWorks.ts'
import type { Playlist, Playlists } from '../playlists/playlists.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'edition'>
  readonly boughtWorks: Pick<BoughtWorks, 'list' | 'get'>
  readonly playlists: Playlists
}

/** Answers what a listener asks about what they own. */
export function libraryHandlers(parts: Parts): ApiHandlers<typeof libraryApi> {
  const { boughtWorks, playlists } = parts
  return {
    library: () => boughtWorks.list(),
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

function toPlaylistView(parts: Parts, { id, name, tracks, createdAt }: Playlist): PlaylistView {
  const { catalogue, boughtWorks } = parts
  const toView = workViewMapper(parts)
  const works = tracks.flatMap((label) => {
    const bought = boughtWorks.get(label)
    if (bought !== undefined) return [bought]
    const work = catalogue.edition(label)
    return work === undefined ? [] : [toView(work)]
  })
  return { id, name, createdAt, tracks: works }
}
