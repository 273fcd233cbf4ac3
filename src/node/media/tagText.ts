/** Alphabets that old tags are written in without saying so. */
export const tagEncodings = ['windows-1252', 'windows-1251', 'shift_jis'] as const
export type TagEncoding = (typeof tagEncodings)[number]

/** Tags of these kinds say how they are written, or are always UTF-8 or UTF-16. */
const declared = new Set(['vorbis', 'iTunes', 'APEv2', 'asf', 'matroska'])
const cyrillic = /^[\u0401\u0410-\u044f\u0451\s\p{P}\u2116]*$/u
const japanese = /[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]/u
const halfWidth = /[\uff61-\uff9f]/gu
/** Of what are letters and no ASCII, in a text that is not a Latin one: names in Latin alphabets have fewer accents. */
const leastForeign = 0.4

/** How the text of a file's tags is read. */
export interface TagReading {
  readonly encoding: TagEncoding
  readonly read: (text: string) => string
}

/**
 * The ways in which tags may be read that were taken for Latin-1, the most likely one first; none where they say themselves how
 * they are written, or have nothing but ASCII. UTF-8 is certain wherever it is valid.
 *
 * @param kinds of the tags, as music-metadata calls them
 * @param texts of all of them: the more there are, the better the guess
 */
export function tagReadings(kinds: readonly string[], texts: readonly string[]): readonly TagReading[] {
  if (kinds.every((kind) => declared.has(kind))) return []
  const foreign = texts.filter(isTakenForLatin)
  if (foreign.every((text) => decode(text, 'utf-8') !== undefined)) return []
  const guess = guessEncoding(foreign.join('\n'))
  const order = [guess, ...tagEncodings.filter((encoding) => encoding !== guess)]
  return order
    .filter((encoding) => foreign.every((text) => decode(text, encoding) !== undefined))
    .map((encoding) => ({
      encoding,
      read: (text) =>
        isTakenForLatin(text) ? (decode(text, 'utf-8') ?? decode(text, encoding) ?? text) : text,
    }))
}

/** A text of a tag of such kinds: UTF-8 that was taken for Latin-1 is read as such. */
export function readTagText(kinds: readonly string[], reading: TagReading | undefined, text: string): string {
  if (reading !== undefined) return reading.read(text)
  if (kinds.every((kind) => declared.has(kind)) || !isTakenForLatin(text)) return text
  return decode(text, 'utf-8') ?? text
}

/** Every character is one byte, and some are no ASCII. */
function isTakenForLatin(text: string): boolean {
  return /[\u0080-\u00ff]/.test(text) && !/[\u0100-\uffff]/.test(text)
}

function decode(text: string, encoding: TagEncoding | 'utf-8'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    // No text in this encoding.
    return undefined
  }
}

function guessEncoding(text: string): TagEncoding {
  const letters = text.replaceAll(/[^a-z\u0080-\u00ff]/giu, '')
  const foreign = letters.replaceAll(/[a-z]/giu, '').length
  if (foreign < letters.length * leastForeign) return 'windows-1252'
  const russian = decode(text, 'windows-1251')?.replaceAll(/[\u0020-\u007e]/g, '')
  if (russian !== undefined && cyrillic.test(russian)) return 'windows-1251'
  const kana = decode(text, 'shift_jis')
  const isJapanese =
    kana !== undefined && japanese.test(kana) && (kana.match(halfWidth)?.length ?? 0) < foreign / 4
  return isJapanese ? 'shift_jis' : 'windows-1252'
}
