import { BuskerError } from '../shared/errors.ts'
import type { Context } from './context.ts'

/** By its name or its id. @throws BuskerError `LIBRARY_NO_PLAYLIST` where there is none, or several */
export async function findPlaylist(text: string, { node }: Context) {
  const playlists = await node.ask('playlistNames', {})
  const found = playlists.filter(({ id, name }) => id === text || name === text)
  const [one] = found
  if (one !== undefined && found.length === 1) return one
  throw new BuskerError(
    'LIBRARY_NO_PLAYLIST',
    found.length === 0
      ? `There is no playlist "${text}". See: busker playlists`
      : `Several playlists are called "${text}": name one by its id. See: busker playlists`,
  )
}
