import type { OwnedWork } from './api/library.ts'
import type { PlayCount } from './api/plays.ts'
import type { SmartRule } from './api/smartLists.ts'
import type { WorkId } from './ids.ts'

const dayMs = 86_400_000
/** How many are in the lists that come with Busker. */
const limit = 100

/** The rules of the lists that come with Busker, by their ids. */
export const builtInRules = {
  'most-played': { minPlays: 1, order: 'plays', limit },
  'last-played': { minPlays: 1, order: 'played', limit },
  'never-played': { maxPlays: 0, order: 'newest' },
} as const satisfies Readonly<Record<string, SmartRule>>

const genreKeys = new Map<string, string>()

/** A genre as genres are compared: without regard to letters and blanks around; empty: none. */
export function genreKey(genre: string | null): string {
  if (genre === null) return ''
  // Thousands of tracks share a few genres.
  const key = genreKeys.get(genre) ?? genre.trim().toLocaleLowerCase()
  genreKeys.set(genre, key)
  return key
}

/**
 * The tracks that a rule makes a list of, in its order.
 *
 * @param owned newest first
 * @param now ms
 */
export function tracksOfRule(
  owned: readonly OwnedWork[],
  plays: ReadonlyMap<WorkId, PlayCount>,
  rule: SmartRule,
  now: number,
): readonly OwnedWork[] {
  const genre = rule.genre === undefined ? undefined : genreKey(rule.genre)
  const since = rule.addedWithinDays === undefined ? 0 : now - rule.addedWithinDays * dayMs
  const { artist, minPlays = 0, maxPlays = Number.POSITIVE_INFINITY, isDownloaded = false } = rule
  const fitting = owned.filter(({ work, boughtAt, isDownloaded: isHere }) => {
    const played = plays.get(work.id)?.plays ?? 0
    return (
      work.kind === 'track' &&
      boughtAt >= since &&
      (artist === undefined || work.artist === artist) &&
      (genre === undefined || genreKey(work.genre) === genre) &&
      (!isDownloaded || isHere) &&
      played >= minPlays &&
      played <= maxPlays
    )
  })
  return inOrder(fitting, plays, rule.order).slice(0, rule.limit)
}

function inOrder(
  tracks: readonly OwnedWork[],
  plays: ReadonlyMap<WorkId, PlayCount>,
  order: SmartRule['order'],
): readonly OwnedWork[] {
  if (order === 'newest') return tracks
  const field = order === 'plays' ? 'plays' : 'lastPlayedAt'
  const valueOf = ({ work }: OwnedWork) => plays.get(work.id)?.[field] ?? 0
  return tracks.toSorted((a, b) => valueOf(b) - valueOf(a))
}
