import { allowedTypos, editDistance, foldWord } from '../../shared/searchWords.ts'
import type { SearchStore } from './openSearchStore.ts'

/** Words taken for one that nobody uses. */
const meantWords = 3
/** Words whose variants agree that are compared letter by letter; the most frequent, where there are more. */
const comparedWords = 200

/** Letters of a word's beginning that its variants are made of: more would make very many. */
const comparedLetters = 7

/** The words of all works, to find those that somebody may have meant. */
export class Vocabulary {
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
      if (change === 0) continue
      const works = add.get(word, change) ?? 0
      if (works > 0 && works !== change) continue
      for (const variant of variantsOf(word, indexedDepth(word)))
        (works > 0 ? addVariant : removeVariant).run(variant, word)
      if (works <= 0) remove.run(word)
    }
  }

  /** Whether some word begins so. */
  hasPrefix(word: string): boolean {
    const folded = foldWord(word)
    const found = this.#store.prepare('SELECT 1 FROM words WHERE word >= ? AND word < ? LIMIT 1')
    return found.get(folded, `${folded}\u{10ffff}`) !== undefined
  }

  /** The words of which `word` is most probably a typo, the nearest and most frequent first. */
  near(word: string): string[] {
    const typed = foldWord(word)
    const allowed = allowedTypos(typed)
    if (allowed === 0) return []
    const probes = variantsOf(typed, allowed)
    const rows = this.#store
      .prepare<[string, number], { word: string; works: number }>(
        `SELECT word, works FROM words WHERE word IN (
           SELECT word FROM word_variants WHERE variant IN (SELECT value FROM json_each(?)))
         ORDER BY works DESC LIMIT ?`,
      )
      .all(JSON.stringify([...probes]), comparedWords)
    return rows
      .map((row) => ({ ...row, distance: editDistance(typed, row.word, allowed) }))
      .filter(({ distance }) => distance <= allowed)
      .toSorted((one, other) => one.distance - other.distance || other.works - one.works)
      .slice(0, meantWords)
      .map(({ word: meant }) => meant)
  }
}

/** By so many letters a word may be shorter than what was typed for it. */
function indexedDepth(word: string): number {
  if (word.length < 3) return 0
  return word.length < 6 ? 1 : 2
}

/** The beginning of a word, and it with up to `depth` of its letters left out (SymSpell). */
function variantsOf(word: string, depth: number): Set<string> {
  let longest = [word.slice(0, comparedLetters)]
  const variants = new Set(longest)
  for (let left = depth; left > 0; left -= 1) {
    longest = longest.flatMap(withoutOneLetter)
    for (const shorter of longest) variants.add(shorter)
  }
  return variants
}

function withoutOneLetter(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))
}
