import { allowedTypos, editDistance } from '../../shared/searchWords.ts'

/** Words taken for one that nobody uses. */
const meantWords = 3
/** Words whose variants agree that are compared letter by letter; the most frequent, where there are more. */
export const comparedWords = 200
/** Letters of a word's beginning that its variants are made of: more would make very many. */
const comparedLetters = 7

/** A word, and in how many works it is. */
export interface WordCount {
  readonly word: string
  readonly works: number
}

/** What a word is found by where it was typed wrong. */
export function variantsOf(word: string): string[] {
  if (word.length < 3) return [word]
  return withoutLetters(word, word.length < 6 ? 1 : 2)
}

/** What somebody may have meant: a word with one of these variants. None where `typed` is too short to be a typo. */
export function probesOf(typed: string): string[] {
  const allowed = allowedTypos(typed)
  return allowed === 0 ? [] : withoutLetters(typed, allowed)
}

/** Of words with one of the probes those of which `typed` is most probably a typo, the nearest and most frequent first. */
export function nearest(typed: string, words: readonly WordCount[]): string[] {
  const allowed = allowedTypos(typed)
  return words
    .map(({ word, works }) => ({ word, works, distance: editDistance(typed, word, allowed) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((one, other) => one.distance - other.distance || other.works - one.works)
    .slice(0, meantWords)
    .map(({ word }) => word)
}

/** The beginning of a word, and it with up to `depth` of its letters left out (SymSpell). */
function withoutLetters(word: string, depth: number): string[] {
  const beginning = Array.from(word).slice(0, comparedLetters)
  let longest = [beginning]
  const variants = new Set([beginning.join('')])
  for (let left = depth; left > 0; left -= 1) {
    longest = longest.flatMap((letters) => letters.map((_, at) => letters.toSpliced(at, 1)))
    for (const shorter of longest) variants.add(shorter.join(''))
  }
  variants.delete('')
  return [...variants]
}
