import { readFile } from 'node:fs/promises'
import { BuskerError } from '../shared/errors.ts'
import { isLyricsLength, lyricsMaxBytes } from '../shared/lyrics.ts'
import { parsePath } from './arguments.ts'

export interface CreditFlags {
  readonly albumArtist?: string
  readonly composer?: string
  readonly copyright?: string
  /** A text file, plain or LRC. */
  readonly lyrics?: string
}

/** What is said of credits on the command line. Nothing ("") takes away what the file, or the work, says. */
export async function creditsFrom({ albumArtist, composer, copyright, lyrics }: CreditFlags) {
  return {
    ...(albumArtist !== undefined && { albumArtist }),
    ...(composer !== undefined && { composer }),
    ...(copyright !== undefined && { copyright }),
    ...(lyrics !== undefined && { lyrics: lyrics === '' ? '' : await readLyrics(parsePath(lyrics)) }),
  }
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
