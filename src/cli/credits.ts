import { readFile } from 'node:fs/promises'
import { BuskerError } from '../shared/errors.ts'
import { readIsrc } from '../shared/isrc.ts'
import { isLyricsLength, lyricsMaxBytes } from '../shared/lyrics.ts'
import { isReleaseDate } from '../shared/releaseDate.ts'
import { releaseTypeOrNothing, type ReleaseType, releaseTypes } from '../shared/releaseTypes.ts'
import { readTags, tagMaxLength, tagsMaxCount } from '../shared/workTags.ts'
import { parsePath } from './arguments.ts'

export interface CreditFlags {
  readonly date?: string
  /** With commas between them. */
  readonly tags?: string
  readonly albumArtist?: string
  readonly composer?: string
  readonly recordLabel?: string
  readonly licence?: string
  readonly copyright?: string
  readonly isrc?: string
  /** A text file, plain or LRC. */
  readonly lyrics?: string
}

/** What is said of credits on the command line. Nothing ("") takes away what the file, or the work, says. */
export async function creditsFrom({ date, tags, isrc, lyrics, ...lines }: CreditFlags) {
  const { albumArtist, composer, recordLabel, licence, copyright } = lines
  return {
    ...(tags !== undefined && { tags: parseTags(tags) }),
    ...(date !== undefined && { releaseDate: date === '' ? '' : parseDate(date) }),
    ...(albumArtist !== undefined && { albumArtist }),
    ...(composer !== undefined && { composer }),
    ...(recordLabel !== undefined && { recordLabel }),
    ...(licence !== undefined && { licence }),
    ...(copyright !== undefined && { copyright }),
    ...(isrc !== undefined && { isrc: isrc === '' ? '' : parseIsrc(isrc) }),
    ...(lyrics !== undefined && { lyrics: lyrics === '' ? '' : await readLyrics(parsePath(lyrics)) }),
  }
}

/** @throws BuskerError `CLI_TAGS` */
function parseTags(text: string): string[] {
  const tags = readTags(text)
  if (tags !== undefined) return tags
  throw new BuskerError(
    'CLI_TAGS',
    `A work has at most ${tagsMaxCount} tags of at most ${tagMaxLength} characters, with commas between them.`,
  )
}

/** @throws BuskerError `CLI_DATE` */
function parseDate(text: string): string {
  if (isReleaseDate(text)) return text
  throw new BuskerError('CLI_DATE', `"${text}" is no date, such as 2026-11-29, 2026-11 or 2026.`)
}

/** The type of a release as it is named on the command line; nothing ("") takes it away. @throws BuskerError `CLI_RELEASE_TYPE` */
export function parseReleaseType(text: string): ReleaseType | '' {
  const type = releaseTypeOrNothing.safeParse(text.toLowerCase()).data
  if (type !== undefined) return type
  throw new BuskerError(
    'CLI_RELEASE_TYPE',
    `"${text}" is no type of a release. There are: ${releaseTypes.join(', ')}.`,
  )
}

/** @throws BuskerError `CLI_ISRC` */
function parseIsrc(text: string): string {
  const code = readIsrc(text)
  if (code !== undefined) return code
  throw new BuskerError(
    'CLI_ISRC',
    `"${text}" is no ISRC: two letters, and ten letters and digits, such as DE-A62-26-00017.`,
  )
}

/** @throws BuskerError `CLI_LYRICS` */
async function readLyrics(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new BuskerError('CLI_LYRICS', `The lyrics in ${file} could not be read.`, { cause })
  })
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (isLyricsLength(text)) return text
  } catch (cause) {
    throw new BuskerError('CLI_LYRICS', `${file} is no text in UTF-8. Save it as such.`, { cause })
  }
  throw new BuskerError(
    'CLI_LYRICS',
    `${file} is longer than lyrics may be: ${lyricsMaxBytes / 1024} kilobytes. Choose another file.`,
  )
}
