import type { Query } from '../../database/postgres.ts'
import type { Term, TextEngine, TextMatch } from './findByText.ts'
import type { IndexHit } from './searchIndex.ts'
import { comparedWords, variantsOf, type WordCount } from './wordVariants.ts'

export interface TextLimits {
  /** A word in more works than this is looked for among those that came last. */
  readonly rareWorks: number
  /** So many of those are looked at: where fewer match than are wanted, few works have all words. */
  readonly newestLookedAt: number
}

const defaultTextLimits: TextLimits = { rareWorks: 5_000, newestLookedAt: 50_000 }

/** Words written by one statement, which has an end in time. */
const wordsAtOnce = 5000
/** A beginning of so many words is one of very many works. */
const countedWords = 1000

/** Where a term stands: anywhere, in a title, or first in one. */
type Place = '' | '=' | '^'

/** Of works with a word about every second has it in the title, and every fourth first there. */
const worksOfOne: Readonly<Record<Place, number>> = { '': 1, '=': 2, '^': 4 }

/** Words in PostgreSQL: a text search vector for those of works, and a table of all there are. */
export class PostgresTextEngine implements TextEngine {
  readonly #query: Query
  readonly #limits: TextLimits

  constructor(query: Query, limits = defaultTextLimits) {
    this.#query = query
    this.#limits = limits
  }

  /** Part of the transaction that writes the works. @param changes by how many works more, or less, each word is in */
  static async count(query: Query, changes: ReadonlyMap<string, number>): Promise<void> {
    const words = [...changes.keys()].toSorted()
    if (words.length === 0) return
    const known = await query<{ word: string }>(
      `UPDATE search_words AS counted SET works = counted.works + changed.works
         FROM unnest($1::text[], $2::bigint[]) AS changed (word, works)
         WHERE counted.word = changed.word RETURNING counted.word`,
      [words, words.map((word) => changes.get(word))],
    )
    const counted = new Set(known.map(({ word }) => word))
    const added = words.filter((word) => !counted.has(word))
    for (let at = 0; at < added.length; at += wordsAtOnce) {
      const some = added.slice(at, at + wordsAtOnce)
      await query(
        `INSERT INTO search_words (word, works, variants)
           SELECT word, works, string_to_array(variants, ' ') FROM unnest($1::text[], $2::bigint[], $3::text[]) AS t (word, works, variants)`,
        [some, some.map((word) => changes.get(word)), some.map((word) => variantsOf(word).join(' '))],
      )
    }
    await query('DELETE FROM search_words WHERE word = ANY ($1::text[]) AND works <= 0', [words])
  }

  async frequencies(beginnings: readonly string[]): Promise<number[]> {
    const rows = await this.#query<{ works: number }>(
      `SELECT (
         SELECT CASE WHEN count(*) = $2 THEN ${Number.MAX_SAFE_INTEGER} ELSE coalesce(sum(works), 0)::bigint END
           FROM (SELECT works FROM search_words WHERE word >= beginning AND word < beginning || U&'\\+10FFFF' LIMIT $2) AS each
       ) AS works FROM unnest($1::text[]) WITH ORDINALITY AS typed (beginning, place) ORDER BY place`,
      [beginnings, countedWords],
    )
    return rows.map(({ works }) => works)
  }

  async withVariants(variants: readonly string[]): Promise<WordCount[]> {
    if (variants.length === 0) return []
    return this.#query<WordCount>('SELECT word, works FROM search_variants($1, $2)', [
      variants,
      comparedWords,
    ])
  }

  async match(match: TextMatch): Promise<IndexHit[]> {
    const { terms, isExact, title, limit, offset } = match
    const [first, ...others] = terms.map((): Place => '=')
    const anywhere = terms.map((): Place => '')
    const inTitle = [first ?? '=', ...others]
    const places = [...(isExact ? [['^' as const, ...others]] : []), inTitle, anywhere]
    const found = new Map<number, number>()
    for (const [place, at] of places.entries()) {
      if (found.size >= limit + offset) break
      for (const id of await this.#newest(match, at)) if (!found.has(id)) found.set(id, place)
    }
    if (found.size <= offset) return []
    return this.#query<IndexHit>(
      `SELECT kind, work AS id, edition, artist, manifest
         FROM unnest($1::bigint[], $2::int[]) AS found (id, place) JOIN search_works AS works USING (id)
         ORDER BY place, lower(title) = lower($3 COLLATE "C") DESC, works.id DESC LIMIT $4 OFFSET $5`,
      [[...found.keys()], [...found.values()], title, limit, offset],
    )
  }

  /** @param at where each word is to stand. @returns the newest works that have all words there, at most `lookedAt` */
  async #newest({ terms, frequencies, lookedAt }: TextMatch, at: readonly Place[]): Promise<number[]> {
    const wanted = terms.map((each, word) => anyOf(each, at[word] ?? '')).join(' & ')
    const matches = frequencies.map((works, word) => works / worksOfOne[at[word] ?? ''])
    const rarest = matches.indexOf(Math.min(...matches))
    if ((matches[rarest] ?? 0) > this.#limits.rareWorks) {
      const looked = this.#limits.newestLookedAt
      const newest = await this.#ids('search_from_newest($1, $2, $3)', looked, wanted, lookedAt)
      return newest.length === lookedAt
        ? newest
        : this.#ids('search_by_index($1, $2, $3)', wanted, wanted, lookedAt)
    }
    const rare = anyOf(terms[rarest] ?? [], at[rarest] ?? '')
    return this.#ids('search_by_index($1, $2, $3)', rare, wanted, lookedAt)
  }

  async #ids(call: string, ...values: readonly (string | number)[]): Promise<number[]> {
    const rows = await this.#query<{ id: number }>(`SELECT id FROM ${call} AS found (id)`, values)
    return rows.map(({ id }) => id)
  }
}

/** A part of a text search query. Letters and digits have no quotation mark that could end a term. */
function anyOf(terms: readonly Term[], place: Place): string {
  const each = terms.map(({ text, isBeginning }) => `'${place}${text}'${isBeginning ? ':*' : ''}`)
  return `(${each.join(' | ')})`
}
