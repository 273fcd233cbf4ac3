/** Words of a search that are looked for; more don't narrow it. */
const maxWords = 8
/** Code units of one word. */
const maxWordLength = 64
/** Code units of a text that is looked at at all. */
const maxTextLength = 4000

/** Letters as they are compared: without accents, in lower case. */
export function foldWord(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The words of what somebody typed, as they stand there: letters, digits and their marks, nothing else. */
export function typedWords(text: string): string[] {
  return splitWords(text)
    .slice(0, maxWords)
    .map((word) => word.slice(0, maxWordLength))
}

/** The words of what somebody typed, folded as those of a text are. */
export function foldedWords(text: string): string[] {
  return typedWords(text)
    .map(foldWhole)
    .filter((word) => word !== '')
}

/** The different words of a text, folded, in their order. */
export function wordsIn(text: string): Set<string> {
  return new Set(
    splitWords(text)
      .map(foldWhole)
      .filter((word) => word !== ''),
  )
}

function foldWhole(word: string): string {
  return foldWord(word).slice(0, maxWordLength).toWellFormed()
}

function splitWords(text: string): string[] {
  const looked = text.slice(0, maxTextLength).normalize('NFKC')
  return looked.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

/** How many letters of a word may be wrong, missing, doubled or swapped with their neighbour. */
export function allowedTypos(word: string): number {
  if (word.length < 4) return 0
  return word.length < 8 ? 1 : 2
}

/** Whether somebody who typed `typed` may have meant `word`; both folded. */
export function isTypoOf(typed: string, word: string): boolean {
  const allowed = allowedTypos(typed)
  return allowed > 0 && editDistance(typed, word, allowed) <= allowed
}

/** Whether a text has all typed words, each somewhere in it, or a word that it may be a typo of. */
export function hasWords(typed: readonly string[], text: string): boolean {
  const folded = foldWord(text.normalize('NFKC'))
  const words = [...wordsIn(text)]
  return typed.every((word) => {
    const wanted = foldWord(word)
    return folded.includes(wanted) || words.some((each) => isTypoOf(wanted, each))
  })
}

/**
 * How many letters are to be changed, left out, put in, or swapped with their neighbour (optimal string alignment).
 *
 * @param most what is more is told as `most + 1`
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      let distance = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (isSwapped) distance = Math.min(distance, (beforeLast[column - 2] ?? 0) + 1)
      current.push(distance)
    }
    if (Math.min(...current) > most) return most + 1
    beforeLast = last
    last = current
  }
  return Math.min(last[other.length] ?? 0, most + 1)
}
