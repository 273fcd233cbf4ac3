import type { SearchStore } from './openSearchStore.ts'
import type { Term, TextEngine, TextMatch } from './findByText.ts'
import type { IndexHit } from './searchIndex.ts'
import { comparedWords, variantsOf, type WordCount } from './wordVariants.ts'

/** Words in SQLite: FTS5 for those of works, and a table of all there are. */
export class SqliteTextEngine implements TextEngine {
  readonly #store: SearchStore

  constructor(store: SearchStore) {
    this.#store = store
  }

  /** Part of the transaction that writes the works. @param changes by how many works more, or less, each word is in */
  count(changes: ReadonlyMap<string, number>): void {
    const add = this.#store
      .prepare<[string, number], number>(
        `INSERT INTO words (word, works) VALUES (?, ?)
         ON CONFLICT (word) DO UPDATE SET works = works + excluded.works RETURNING works`,
      )
      .pluck()
    const addVariant = this.#store.prepare(
      'INSERT OR IGNORE INTO word_variants (variant, word) VALUES (?, ?)',
    )
    const removeVariant = this.#store.prepare('DELETE FROM word_variants WHERE variant = ? AND word = ?')
    const remove = this.#store.prepare('DELETE FROM words WHERE word = ?')
    for (const [word, change] of changes) {
      const works = add.get(word, change) ?? 0
      if (works > 0 && works !== change) continue
      for (const variant of variantsOf(word)) (works > 0 ? addVariant : removeVariant).run(variant, word)
      if (works <= 0) remove.run(word)
    }
  }

  async frequencies(beginnings: readonly string[]): Promise<number[]> {
    const begins = this.#store
      .prepare<[string, string], number>('SELECT works FROM words WHERE word >= ? AND word < ? LIMIT 1')
      .pluck()
    return beginnings.map((word) => begins.get(word, `${word}\u{10ffff}`) ?? 0)
  }

  async withVariants(variants: readonly string[]): Promise<WordCount[]> {
    if (variants.length === 0) return []
    return this.#store
      .prepare<[string, number], WordCount>(
        `SELECT word, works FROM words WHERE word IN (
           SELECT word FROM word_variants WHERE variant IN (SELECT value FROM json_each(?)))
         ORDER BY works DESC, word LIMIT ?`,
      )
      .all(JSON.stringify(variants), comparedWords)
  }

  /** FTS5's own ranking visits every match, which for a first letter is nearly every work. */
  async match({ terms, isExact, title, lookedAt, limit, offset }: TextMatch): Promise<IndexHit[]> {
    const expression = terms.map((each) => `(${each.map(phrase).join(' OR ')})`).join(' AND ')
    const plain = terms.flat().map(phrase).join(' AND ')
    const matches = [...(isExact ? [`{title} : (^ ${plain})`] : []), `{title} : (${expression})`, expression]
    const matching = matches.map(
      (_, place) => `SELECT * FROM (SELECT rowid AS id, ${place} AS place FROM work_search
        WHERE work_search MATCH @match${place} ORDER BY rowid DESC LIMIT @lookedAt)`,
    )
    return this.#store
      .prepare<Record<string, string | number>, IndexHit>(
        `SELECT kind, work AS id, edition, artist, manifest FROM works JOIN (
           SELECT id AS found, min(place) AS place FROM (${matching.join(' UNION ALL ')}) GROUP BY id
         ) ON works.id = found
         ORDER BY place, title = @title COLLATE NOCASE DESC, works.id DESC LIMIT @limit OFFSET @offset`,
      )
      .all({
        ...Object.fromEntries(matches.map((each, place) => [`match${place}`, each])),
        title,
        lookedAt,
        limit,
        offset,
      })
  }
}

/** Letters and digits have no quotation mark that could end a phrase. */
function phrase({ text, isBeginning }: Term): string {
  return isBeginning ? `"${text}"*` : `"${text}"`
}
