import type { ApiHandlers } from '../../shared/api/define.ts'
import type { ListedPlaylist, playlistCommandsApi } from '../../shared/api/playlistCommands.ts'
import { builtInRules, tracksOfRule } from '../../shared/smartLists.ts'
import { noPlaylist, type Playlist, type Playlists } from '../playlists/playlists.ts'
import type { SmartLists } from '../playlists/smartLists.ts'
import type { Plays } from '../plays/plays.ts'
import type { Library } from './listenedLibrary.ts'
import { type FinderParts, workFinder } from './workFinder.ts'
import { smartListHandlers } from './smartListHandlers.ts'

interface Parts extends FinderParts {
  readonly library: Library
  readonly playlists: Playlists
  readonly smartLists: SmartLists
  readonly plays: Pick<Plays, 'list'>
}

/** Answers commands about playlists and smart lists. Errors: BuskerError `LIBRARY_NO_PLAYLIST` */
export function playlistCommandHandlers(parts: Parts): ApiHandlers<typeof playlistCommandsApi> {
  const { library, playlists, smartLists, plays } = parts
  const view = async ({ id, name, tracks }: Playlist): Promise<ListedPlaylist> => {
    // What was bought is known once it was listed.
    await library()
    const find = workFinder(parts)
    return { id, name, tracks: tracks.map((label) => ({ label, work: find(label) ?? null })) }
  }
  return {
    ...smartListHandlers(parts),
    async removePlaylist({ id }) {
      playlists.remove(id)
      return {}
    },
    playlist: async ({ id }) => view(playlists.get(id)),
    async savePlaylist({ id: given, name, tracks }) {
      if (given === undefined && name === undefined) throw noPlaylist()
      const id = given ?? playlists.create(name ?? '').id
      if (given !== undefined && name !== undefined) playlists.rename(id, name)
      return view(tracks === undefined ? playlists.get(id) : playlists.arrange(id, tracks))
    },
    async smartListTracks({ id }) {
      const rule =
        new Map(Object.entries(builtInRules)).get(id) ?? smartLists.list().find((one) => one.id === id)?.rule
      if (rule === undefined) throw noPlaylist()
      const counts = new Map(plays.list().map((one) => [one.track, one]))
      return tracksOfRule(await library(), counts, rule, parts.now()).map(({ work }) => work)
    },
  }
}
