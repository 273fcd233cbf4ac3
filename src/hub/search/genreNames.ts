import type { GenreCount } from './searchIndex.ts'

/** Spellings of genres that are looked at: the most frequent. */
export const spellingsLookedAt = 2000

/** Letters of ASCII in lower case: a genre in whatever case of those is one. */
export function genreKey(genre: string): string {
  return genre.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** @param spellings the most frequent first */
export function joinSpellings(spellings: readonly GenreCount[], limit: number): GenreCount[] {
  const joined = new Map<string, GenreCount>()
  for (const { genre, works } of spellings) {
    const key = genreKey(genre)
    const known = joined.get(key)
    joined.set(key, { genre: known?.genre ?? genre, works: (known?.works ?? 0) + works })
  }
  return [...joined.values()]
    .toSorted((one, other) => other.works - one.works || (one.genre < other.genre ? -1 : 1))
    .slice(0, limit)
}
