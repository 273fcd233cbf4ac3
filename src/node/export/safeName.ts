import { cleanLine } from '../../shared/text.ts'

/** What no file system takes in a name, or gives a meaning of its own; Windows takes the fewest. */
const unfit = /[\p{Cc}\p{Cs}/\\:*?"<>|]/gu
/** Names that Windows gives to devices, whatever follows their first point. */
const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])$/iu
/** Room is left for a number and an ending: a name has 255 code units, or bytes of UTF-8, and a whole path 259 in Windows. */
const longest = { units: 80, bytes: 200 }
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A name for a file or a folder, without its ending, that every system takes as one name and no path, whatever it is made of.
 *
 * @param text what somebody wrote
 * @param otherwise where nothing of it is left
 */
export function safeName(text: string, otherwise = 'Untitled'): string {
  const line = cleanLine(text).replaceAll(unfit, '_')
  const cut = cutToLength(line.replace(/^[. ]+/u, '')).replace(/[. ]+$/u, '')
  if (cut === '') return otherwise
  const [stem = ''] = cut.split('.')
  return devices.test(stem.trimEnd()) ? `_${cut}` : cut
}

/** The same for two names that any file system takes for one. */
export function nameIdentity(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase()
}

/** The second of a name, and so on. @param count from 1 */
export function numberedName(name: string, count: number): string {
  return count === 1 ? name : `${name} (${count})`
}

/** Never within what people see as one character. */
function cutToLength(text: string): string {
  let cut = ''
  for (const { segment } of graphemes.segment(text)) {
    const longer = cut + segment
    if (longer.length > longest.units || Buffer.byteLength(longer) > longest.bytes) break
    cut = longer
  }
  return cut
}
