import { BuskerError } from '../../shared/errors.ts'
import { toLine } from '../../shared/text.ts'

/** As many as a playlist takes. */
const maxEntries = 5000
/** A path or an address may be that long; what is longer is no entry. */
const maxLineLength = 4096
/** Characters of a name that are shown. */
const maxNameLength = 300

/** One entry of a playlist's file. */
export interface M3u8Entry {
  /** A path or an address. Never opened: names may be in it. */
  readonly location: string
  /** `Artist - Title`, or whatever the file calls it. */
  readonly name?: string | undefined
  readonly release?: string | undefined
  /** Whole seconds. */
  readonly seconds?: number | undefined
}

export interface M3u8Playlist {
  /** As the file calls itself. */
  readonly name: string | undefined
  readonly entries: readonly M3u8Entry[]
}

/** The text of a playlist's file, as every player reads it: extended M3U in UTF-8. */
export function writeM3u8(name: string, entries: readonly M3u8Entry[]): string {
  const lines = entries.flatMap(({ location, name: called, release, seconds }) => [
    `#EXTINF:${seconds ?? -1},${onOneLine(called ?? '')}`,
    ...(release === undefined ? [] : [`#EXTALB:${onOneLine(release)}`]),
    location,
  ])
  return ['#EXTM3U', '#EXTENC:UTF-8', `#PLAYLIST:${onOneLine(name)}`, ...lines, ''].join('\n')
}

/**
 * Reads a playlist's file of whatever program: M3U and extended M3U, in UTF-8, UTF-16 with its mark, or Windows-1252.
 *
 * @throws BuskerError `PLAYLIST_FILE_UNREADABLE` where it is no text, `PLAYLIST_FILE_TOO_LONG`
 */
export function readM3u8(bytes: Uint8Array): M3u8Playlist {
  const entries: M3u8Entry[] = []
  let name: string | undefined
  let next: Omit<M3u8Entry, 'location'> = {}
  // One after the other: as a list, short lines would take a hundred times the size of the file.
  for (const [raw] of decode(bytes).matchAll(/[^\r\n]+/g)) {
    const line = raw.trim()
    if (line === '') continue
    if (!line.startsWith('#')) {
      if (entries.length === maxEntries) throw tooLong()
      if (line.length <= maxLineLength || next.name !== undefined)
        entries.push({ ...next, location: line.slice(0, maxLineLength) })
      next = {}
      continue
    }
    const { tag, value } = tagOf(line)
    if (tag === 'PLAYLIST') name = toLine(value, 200) ?? name
    else if (tag === 'EXTALB') next = { ...next, release: toLine(value, maxNameLength) }
    else if (tag === 'EXTINF') next = { ...next, ...infoOf(value) }
  }
  return { name, entries }
}

function tagOf(line: string): { readonly tag: string; readonly value: string } {
  const colon = line.indexOf(':')
  if (colon === -1) return { tag: line.slice(1), value: '' }
  return { tag: line.slice(1, colon).toUpperCase(), value: line.slice(colon + 1, colon + 1 + maxLineLength) }
}

/** `123 attribute="a, b",Artist - Title`. */
function infoOf(value: string): Pick<M3u8Entry, 'name' | 'seconds'> {
  const seconds = Number.parseFloat(value)
  const comma = value.replaceAll(/"[^"]*"/g, (quoted) => ' '.repeat(quoted.length)).indexOf(',')
  return {
    name: comma === -1 ? undefined : toLine(value.slice(comma + 1), maxNameLength),
    seconds: seconds > 0 && seconds < 1e6 ? Math.round(seconds) : undefined,
  }
}

function decode(bytes: Uint8Array): string {
  const text = decodeAs(encodingOf(bytes), bytes)
  // No text in any alphabet has it, and other kinds of files nearly always do.
  if (text === undefined || text.includes('\0')) throw unreadable()
  return text
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return decodeAs('utf-8', bytes) === undefined ? 'windows-1252' : 'utf-8'
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const onOneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ')

function unreadable(): BuskerError {
  return new BuskerError('PLAYLIST_FILE_UNREADABLE', 'This file is no playlist: it is not text.')
}

function tooLong(): BuskerError {
  return new BuskerError('PLAYLIST_FILE_TOO_LONG', `This playlist has more than ${maxEntries} entries.`)
}
