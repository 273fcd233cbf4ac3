import type { WorkView } from '../../shared/api/node.ts'
import { builtInRules, tracksOfRule } from '../../shared/smartLists.ts'
import { noPlaylist } from '../playlists/playlists.ts'
import type { SmartLists } from '../playlists/smartLists.ts'
import type { Plays } from '../plays/plays.ts'
import type { Library } from './listenedLibrary.ts'

export interface SmartListParts {
  readonly library: Library
  readonly smartLists: SmartLists
  readonly plays: Pick<Plays, 'list'>
  readonly now: () => number
}

/**
 * What a list has now.
 *
 * @param id of one's own list, or of one that comes with Busker
 * @throws BuskerError `LIBRARY_NO_PLAYLIST`
 */
export async function smartListTracks(parts: SmartListParts, id: string): Promise<readonly WorkView[]> {
  const { library, smartLists, plays, now } = parts
  const rule =
    new Map(Object.entries(builtInRules)).get(id) ?? smartLists.list().find((one) => one.id === id)?.rule
  if (rule === undefined) throw noPlaylist()
  const counts = new Map(plays.list().map((one) => [one.track, one]))
  return tracksOfRule(await library(), counts, rule, now()).map(({ work }) => work)
}
