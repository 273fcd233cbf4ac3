import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entropyToWords, newWords, parseWords, wordsToEntropy } from './words.ts'

// From BIP-39's published vectors (trezor/python-mnemonic, vectors.json).
const published = [
  ['00'.repeat(32), `${'abandon '.repeat(23)}art`],
  [
    '7f'.repeat(32),
    `${'legal winner thank year wave sausage worth useful '.repeat(2)}legal winner thank year wave sausage worth title`,
  ],
  ['ff'.repeat(32), `${'zoo '.repeat(23)}vote`],
  [
    'f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f',
    'void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol group space point ten exist slush involve unfold',
  ],
] as const
const refused = (sentence: RegExp) =>
  expect.objectContaining({ code: 'WORDS_INVALID', message: expect.stringMatching(sentence) })

test.each(published)('the published vector %s is met both ways', (hex, words) => {
  expect(entropyToWords(Buffer.from(hex, 'hex'))).toBe(words)
  expect(Buffer.from(wordsToEntropy(words)).toString('hex')).toBe(hex)
})

test('any 32 bytes and their words stand for each other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (entropy) => {
      expect(wordsToEntropy(entropyToWords(entropy))).toEqual(entropy)
    }),
  )
})

test('words may be typed in capitals, over several lines', () => {
  const words = newWords()
  expect(parseWords(`  ${words.toUpperCase().replaceAll(' ', '\n  ')}\n`)).toBe(words)
})

test('a mistake is refused by its place, and the words are never repeated', () => {
  const words = published[3][1].split(' ')
  expect(() => parseWords('')).toThrow(refused(/24 words, and there are 0/))
  expect(() => parseWords(words.slice(1).join(' '))).toThrow(refused(/there are 23/))
  expect(() => parseWords(words.with(6, 'secretword').join(' '))).toThrow(refused(/^Word 7 is not/))
  expect(() => parseWords(words.with(0, 'x').with(9, 'y').join(' '))).toThrow(refused(/^Words 1, 10 are not/))
  expect(() => parseWords(words.with(3, 'zoo').join(' '))).toThrow(refused(/do not belong together/))
  const error = thrownBy(() => parseWords(words.with(3, 'zoo').with(5, 'hidden').join(' ')))
  expect(error.cause).toBeUndefined()
  for (const word of ['hidden', 'void', 'unfold'])
    expect(`${error.message}${error.stack}`).not.toContain(word)
})

function thrownBy(act: () => unknown): Error {
  try {
    act()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('Nothing was thrown.')
}
