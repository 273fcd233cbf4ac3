import type { Store } from '../store/openStore.ts'
import type { Page, WorkSummary } from './work.ts'
import { toSummary, type WorkRow, workColumns } from './workRow.ts'

/** Words looked for; more don't narrow a search. */
const wordsUsed = 8
/** Matches that are ranked; the newest, where there are more. */
const ranked = 500

/**
 * Finds works by the beginnings of words in title, artist, release and genre, best first. Fast enough for every
 * keystroke: a search that a great many works match ranks the newest of them only.
 *
 * @param text as typed; nothing in it is an operator
 */
export function searchWorks(store: Store, text: string, { limit, offset }: Page): WorkSummary[] {
  const query = toQuery(text)
  if (query === undefined) return []
  return store
    .prepare<[string, number, number, number], WorkRow>(
      `SELECT ${workColumns} FROM works JOIN (
         SELECT rowid, bm25(work_search, 8.0, 4.0, 2.0, 1.0) AS score FROM work_search
         WHERE work_search MATCH ? ORDER BY rowid DESC LIMIT ?
       ) found ON works.id = found.rowid ORDER BY found.score, works.id DESC LIMIT ? OFFSET ?`,
    )
    .all(query, Math.max(ranked, limit + offset), limit, offset)
    .map(toSummary)
}

/** An FTS5 query for works that have a word with each of these beginnings; undefined where there is no word in `text`. */
export function toQuery(text: string): string | undefined {
  const words = text.normalize('NFKC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (words.length === 0) return undefined
  return words
    .slice(0, wordsUsed)
    .map((word) => `"${word.slice(0, 64)}"*`)
    .join(' ')
}
