import { foldedWords } from '../../shared/searchWords.ts'
import type { IndexHit, SearchPage } from './searchIndex.ts'
import { nearest, probesOf, type WordCount } from './wordVariants.ts'

/** Matches looked at in each way: those that came last, where there are more. */
const matchLimit = 200

/** A word of works, or the beginning of one: folded letters and digits, nothing else. */
export interface Term {
  readonly text: string
  readonly isBeginning: boolean
}

/** What a work must have for each typed word, by any of its terms. */
export type Terms = readonly (readonly Term[])[]

export interface TextMatch extends SearchPage {
  readonly terms: Terms
  /** How much each term is of use to find by: the least frequent word first. */
  readonly frequencies: readonly number[]
  /** Whether a title may be one that begins so: not where a word stands for another. */
  readonly isExact: boolean
  /** As it was typed: the title that is just this comes before others. */
  readonly title: string
  readonly lookedAt: number
}

/** What an engine knows of words. */
export interface TextEngine {
  /** In about how many works each beginning is: 0 where it is in none. */
  frequencies(beginnings: readonly string[]): Promise<number[]>
  /** Words that have one of these variants, the most frequent first, then by their bytes. */
  withVariants(variants: readonly string[]): Promise<WordCount[]>
  /** Of titles that begin so, titles with all of it, and other works the newest `lookedAt` each, in the order of {@link SearchIndex.find}. */
  match(match: TextMatch): Promise<IndexHit[]>
}

/**
 * Finds works by the beginnings of words in title, artist, release, genre and tags. Only where nothing is found, words that nobody
 * uses are taken for typos, and where all are in use, any of them.
 *
 * @param text as typed; nothing in it is an operator
 */
export async function findByText(engine: TextEngine, text: string, page: SearchPage): Promise<IndexHit[]> {
  const words = foldedWords(text)
  if (words.length === 0) return []
  const typed = words.map((word): Term[] => [{ text: word, isBeginning: true }])
  const frequencies = await engine.frequencies(words)
  const match = (terms: Terms, found: readonly number[]): Promise<IndexHit[]> =>
    engine.match({
      ...page,
      terms,
      frequencies: found,
      isExact: terms.every((each) => each.length === 1),
      title: text.replaceAll('\0', '').toWellFormed().trim(),
      lookedAt: Math.max(matchLimit, page.limit + page.offset),
    })
  const isAnyUnknown = frequencies.includes(0)
  const hits = isAnyUnknown ? [] : await match(typed, frequencies)
  if (hits.length > 0 || page.offset > 0) return hits

  const near = await Promise.all(
    words.map(async (word, at) =>
      frequencies[at] === 0 || !isAnyUnknown ? meant(word, await engine.withVariants(probesOf(word))) : [],
    ),
  )
  const terms = typed.map((term, at) => [
    ...(frequencies[at] === 0 ? [] : term),
    ...(near[at] ?? []).map(({ text: other }) => ({ text: other, isBeginning: false })),
  ])
  const isHopeless = near.every((each) => each.length === 0) || terms.some((each) => each.length === 0)
  if (isHopeless) return []
  const sums = near.map((each, at) => each.reduce((sum, { works }) => sum + works, frequencies[at] ?? 0))
  return match(terms, sums)
}

function meant(typed: string, words: readonly WordCount[]): { text: string; works: number }[] {
  const counts = new Map(words.map(({ word, works }) => [word, works]))
  return nearest(typed, words).map((word) => ({ text: word, works: counts.get(word) ?? 0 }))
}
