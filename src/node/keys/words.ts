import { entropyToMnemonic, generateMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { BuskerError } from '../../shared/errors.ts'

/** How many words stand for one identity: 256 bits and their checksum. */
export const wordCount = 24

/** Draws 24 new words (BIP-39, English list). */
export function newWords(): string {
  return generateMnemonic(wordlist, 256)
}

/**
 * Brings what a person typed into the one form that keys are derived from: lower case, single spaces.
 * What is said about a mistake names its place, never a word.
 *
 * @throws BuskerError `WORDS_INVALID`
 */
export function parseWords(text: string): string {
  const words = text.normalize('NFKD').trim().toLowerCase().split(/\s+/)
  if (words.length !== wordCount) {
    const found = text.trim() === '' ? 0 : words.length
    throw invalid(`There must be ${wordCount} words, and there are ${found}.`)
  }
  const known = new Set(wordlist)
  const unknown = words.flatMap((word, index) => (known.has(word) ? [] : [index + 1]))
  if (unknown.length > 0) {
    const places = unknown.length === 1 ? `Word ${unknown[0]} is` : `Words ${unknown.join(', ')} are`
    throw invalid(`${places} not in the list of words. Check the spelling.`)
  }
  const parsed = words.join(' ')
  if (!hasValidChecksum(parsed)) {
    throw invalid(
      'Every word is in the list, but they do not belong together: one is wrong, or two changed places.',
    )
  }
  return parsed
}

/** The 32 bytes the words stand for. Wipe them after use. @throws BuskerError `WORDS_INVALID` */
export function wordsToEntropy(words: string): Uint8Array {
  return mnemonicToEntropy(parseWords(words), wordlist)
}

/** The words that stand for these 32 bytes. */
export function entropyToWords(entropy: Uint8Array): string {
  return entropyToMnemonic(entropy, wordlist)
}

/** The library's own error quotes the words, so only whether there is one is returned. */
function hasValidChecksum(words: string): boolean {
  try {
    mnemonicToEntropy(words, wordlist).fill(0)
    return true
  } catch {
    return false
  }
}

function invalid(message: string): BuskerError {
  return new BuskerError('WORDS_INVALID', message)
}
