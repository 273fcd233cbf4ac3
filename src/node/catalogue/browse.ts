import type { Address } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import type { Store } from '../store/openStore.ts'
import { hiddenWorks } from './hiddenArtists.ts'
import type { Pagination, WorkSummary } from './work.ts'
import { type ListedRow, listedColumns, toWorkSummary } from './workRow.ts'

/** Names looked at in a search for artists. */
const namesLookedAt = 2000
const genresListed = 60

/** What works on sale call their genre, or are tagged with, the most frequent first, each in its most frequent spelling of upper and lower case. */
export function listGenres(store: Store): { genre: string; works: number }[] {
  return store
    .prepare<[number], { genre: string; works: number }>(
      `SELECT genre, sum(spelled) AS works FROM (
         SELECT genre, count(*) AS spelled FROM (
           SELECT genre COLLATE BINARY AS genre FROM works WHERE listed = 1 AND genre IS NOT NULL AND genre <> '' AND id NOT IN ${hiddenWorks}
           UNION ALL SELECT tag COLLATE BINARY FROM work_tags WHERE work NOT IN ${hiddenWorks})
         GROUP BY genre ORDER BY spelled DESC)
       GROUP BY genre COLLATE NOCASE ORDER BY works DESC, genre LIMIT ?`,
    )
    .all(genresListed)
}

/** Works on sale of one genre, or so tagged, however it is spelled in upper and lower case, newest first. */
export function worksOfGenre(store: Store, genre: string, { limit, offset }: Pagination): WorkSummary[] {
  return store
    .prepare<{ genre: string; limit: number; offset: number; most: number }, ListedRow>(
      `SELECT ${listedColumns} FROM works WHERE id IN (
         SELECT id FROM (
           SELECT * FROM (SELECT id, created_at FROM works
             WHERE listed = 1 AND genre IS NOT NULL AND genre = @genre COLLATE NOCASE AND id NOT IN ${hiddenWorks} ORDER BY created_at DESC LIMIT @most)
           UNION ALL
           SELECT * FROM (SELECT work, created_at FROM work_tags WHERE tag = @genre AND work NOT IN ${hiddenWorks}
             ORDER BY created_at DESC LIMIT @most))
         ORDER BY created_at DESC LIMIT @limit OFFSET @offset)
       ORDER BY created_at DESC`,
    )
    .all({ genre, limit, offset, most: limit + offset })
    .map(toWorkSummary)
}

/**
 * Artists by the beginning of any word of their name, whatever its accents, alphabet and case; those whose name begins so
 * first, then by name.
 */
export function searchArtists(store: Store, text: string, limit: number): Address[] {
  const wanted = nameKey(text)
  if (!/[\p{L}\p{N}]/u.test(text)) return []
  const rows = store
    .prepare<[string, number], { address: Address; name: string; name_key: string }>(
      `SELECT address, name, name_key FROM artists
         WHERE instr(name_key, ?) > 0 AND address NOT IN (SELECT artist FROM hidden_artists) ORDER BY name_key, address LIMIT ?`,
    )
    .all(wanted, namesLookedAt)
  const placed = rows.flatMap(({ address, name, name_key: key }) => {
    if (key.startsWith(wanted)) return [{ address, place: 0 }]
    const words = name.split(/[^\p{L}\p{N}\p{M}]+/u)
    const isBegun = words.some((_, at) => nameKey(words.slice(at).join('')).startsWith(wanted))
    return isBegun ? [{ address, place: 1 }] : []
  })
  return placed
    .toSorted((one, other) => one.place - other.place)
    .slice(0, limit)
    .map(({ address }) => address)
}
