import type { SearchQuery } from '../../../protocol/search.ts'
import { nameKey } from '../../../shared/nameKey.ts'
import { hasWords, typedWords } from '../../../shared/searchWords.ts'
import type { WorkSummary } from '../work.ts'

type Found = Pick<
  WorkSummary,
  'kind' | 'id' | 'artist' | 'title' | 'artistName' | 'releaseTitle' | 'genre' | 'tags'
>

/** Whether a work is what was asked for, by what its artist signed: a hub may answer with anything. */
export function fitsQuery(query: SearchQuery, work: Found): boolean {
  switch (query.by) {
    case 'text': {
      const words = typedWords(query.text)
      const { title, artistName, releaseTitle, genre, tags } = work
      return words.length > 0 && hasWords(words, [title, artistName, releaseTitle, genre, ...tags].join(' '))
    }
    case 'genre':
      return [work.genre, ...work.tags].some((one) => one?.toLowerCase() === query.genre.toLowerCase())
    case 'artist':
      return work.artist === query.artist
    case 'name':
      return nameKey(work.artistName) === nameKey(query.name)
    case 'work':
      return work.kind === query.kind && work.id === query.id
    case 'newest':
      return true
  }
}
