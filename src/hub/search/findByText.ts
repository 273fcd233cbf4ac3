import { typedWords } from '../../shared/searchWords.ts'
import type { SearchStore } from './openSearchStore.ts'
import type { IndexHit, SearchPage } from './searchIndex.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Matches looked at in each way below: the newest, where there are more. */
const matchLimit = 200

/** For each typed word the phrases that may stand for it: its own beginning alone, unless it is a typo. */
type Alternatives = readonly (readonly string[])[]

/**
 * Finds works by the beginnings of words in title, artist, release, genre and tags: first those whose title begins with what was
 * typed, then those with all of it in the title, then the others, newest first. Only where nothing is found, words that nobody
 * uses are taken for typos, and where all are in use, any of them.
 *
 * @param text as typed; nothing in it is an operator
 */
export function findByText(
  store: SearchStore,
  vocabulary: Vocabulary,
  text: string,
  page: SearchPage,
): IndexHit[] {
  const words = typedWords(text)
  if (words.length === 0) return []
  const found = match(
    store,
    words.map((word) => [beginning(word)]),
    text,
    page,
  )
  if (found.length > 0 || page.offset > 0) return found
  const unknown = words.map((word) => !vocabulary.hasPrefix(word))
  const isAnyUnknown = unknown.some((is) => is)
  const meant = words.map((word, at) => {
    const near = unknown[at] || !isAnyUnknown ? vocabulary.near(word).map(phrase) : []
    return unknown[at] ? near : [beginning(word), ...near]
  })
  const isHopeless =
    meant.some((one) => one.length === 0) ||
    meant.every(([one], at) => meant[at]?.length === 1 && one === beginning(words[at] ?? ''))
  return isHopeless ? [] : match(store, meant, text, page)
}

/** FTS5's own ranking visits every match, which for a first letter is nearly every work. */
function match(
  store: SearchStore,
  alternatives: Alternatives,
  text: string,
  { limit, offset }: SearchPage,
): IndexHit[] {
  const expression = alternatives.map((words) => `(${words.join(' OR ')})`).join(' AND ')
  const isExact = alternatives.every((words) => words.length === 1)
  const plain = alternatives.flat().join(' AND ')
  const matches = [...(isExact ? [`{title} : (^ ${plain})`] : []), `{title} : (${expression})`, expression]
  const matching = matches.map(
    (_, place) => `SELECT * FROM (SELECT rowid AS id, ${place} AS place FROM work_search
      WHERE work_search MATCH @match${place} ORDER BY rowid DESC LIMIT @lookedAt)`,
  )
  return store
    .prepare<Record<string, string | number>, IndexHit>(
      `SELECT kind, work AS id, edition, artist, manifest FROM works JOIN (
         SELECT id AS found, min(place) AS place FROM (${matching.join(' UNION ALL ')}) GROUP BY id
       ) ON works.id = found
       ORDER BY place, title = @text COLLATE NOCASE DESC, works.id DESC LIMIT @limit OFFSET @offset`,
    )
    .all({
      ...Object.fromEntries(matches.map((each, place) => [`match${place}`, each])),
      text: text.trim(),
      lookedAt: Math.max(matchLimit, limit + offset),
      limit,
      offset,
    })
}

/** An FTS5 phrase of letters and digits: it has no quotation mark that could end it. */
function phrase(word: string): string {
  return `"${word}"`
}

function beginning(word: string): string {
  return `${phrase(word)}*`
}
