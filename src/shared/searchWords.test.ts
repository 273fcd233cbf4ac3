import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, hasWords, isTypoOf, typedWords, wordsIn } from './searchWords.ts'

test.each([
  ['tidmarks', 'tidemarks', 1],
  ['tiedmarks', 'tidemarks', 1],
  ['abc', 'abc', 0],
  ['', 'ab', 2],
  ['kitten', 'sitting', 3],
])('%j is %j with %i changes', (one, other, distance) => {
  expect(editDistance(one, other, 3)).toBe(distance)
  expect(editDistance(other, one, 3)).toBe(distance)
})

test('a distance is told up to what is asked for', () => {
  expect(editDistance('kitten', 'sitting', 1)).toBe(2)
  expect(editDistance('a', 'abcdef', 2)).toBe(3)
})

test('the longer a word, the more may be wrong in it', () => {
  expect(isTypoOf('snu', 'sun')).toBe(false)
  expect(isTypoOf('wnoder', 'wonder')).toBe(true)
  expect(isTypoOf('wnodre', 'wonder')).toBe(false)
  expect(isTypoOf('tiemarcs', 'tidemarks')).toBe(true)
})

test('a text has the words that somebody typed, or may have meant', () => {
  expect(hasWords(typedWords('blue nigh'), 'Blue Night, Anna')).toBe(true)
  expect(hasWords(typedWords('tidmarks anna'), 'Tidemarks Änna')).toBe(true)
  expect(hasWords(typedWords('blue day'), 'Blue Night')).toBe(false)
})

test('whatever is typed, there are a few words of letters and digits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const words = typedWords(text)
      expect(words.length).toBeLessThanOrEqual(8)
      for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}\p{M}\p{Cs}]{1,64}$/u)
      expect(wordsIn(text).has('')).toBe(false)
    }),
  )
})
