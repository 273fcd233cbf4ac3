import { readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { isLyricsLength, lyricsMaxBytes } from '../../shared/lyrics.ts'
import { cleanParagraph } from '../../shared/text.ts'
import { readBesideFile } from './readBesideFile.ts'
import { readTagText, tagReadings } from './tagText.ts'

/** How the file with the words of a sound file is called, in small letters. */
export const lyricsName = (file: string): string => `${basename(file, extname(file))}.lrc`.toLowerCase()

/** The words in the LRC file beside a sound file; undefined where there is none, or none that are words. */
export async function readLyricsFile(path: string): Promise<string | undefined> {
  const wanted = lyricsName(path)
  const entries = await readdir(dirname(path)).catch((): string[] => [])
  const entry = entries.find((name) => name.toLowerCase() === wanted)
  // In UTF-16 they are up to twice as long.
  const bytes =
    entry === undefined ? undefined : await readBesideFile(join(dirname(path), entry), 2 * lyricsMaxBytes + 2)
  if (bytes === undefined) return undefined
  const lyrics = cleanParagraph(toText(bytes))
  return lyrics !== '' && isLyricsLength(lyrics) ? lyrics : undefined
}

/** UTF-16 says so by its first bytes; what else is no UTF-8 is read as old tags are. */
function toText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = Buffer.from(bytes).toString('latin1')
  const kinds = ['lrc']
  return readTagText(kinds, tagReadings(kinds, [text])[0], text)
}
