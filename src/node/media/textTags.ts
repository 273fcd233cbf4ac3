import { readIsrc } from '../../shared/isrc.ts'
import { isLyricsLength } from '../../shared/lyrics.ts'
import { readReleaseDate } from '../../shared/releaseDate.ts'
import { readReleaseType } from '../../shared/releaseTypes.ts'
import { cleanParagraph, toLine } from '../../shared/text.ts'
import { artworkBeside } from './artwork.ts'
import type { Tags } from './tags.ts'

/** What a file says of itself in pairs of a name and a text; names in small letters. */
export type TagPairs = ReadonlyMap<string, string>

const maxText = 200

/** Tags of such pairs, by the names that Core Audio's format and ffmpeg give them, with the picture beside the file. */
export async function tagsOfPairs(path: string, pairs: TagPairs): Promise<Tags> {
  const first = (...names: string[]) =>
    names.map((name) => pairs.get(name)).find((text) => text !== undefined)
  const line = (...names: string[]) => toLine(first(...names), maxText)
  const lyrics = cleanParagraph(first('lyrics') ?? '')
  const tags = {
    title: line('title'),
    artist: line('artist'),
    album: line('album'),
    albumArtist: line('album artist', 'album_artist', 'albumartist'),
    discNumber: numberIn(first('disc', 'disc number'), 1, 999),
    trackNumber: numberIn(first('track', 'track number'), 1, 999),
    releaseDate: readReleaseDate(first('originaldate', 'tdor', 'date', 'recorded date', 'year')),
    releaseType: readReleaseType([first('releasetype', 'musicbrainz album type') ?? '']),
    genre: line('genre'),
    composer: line('composer'),
    isrc: readIsrc(first('isrc') ?? ''),
    recordLabel: line('label', 'publisher'),
    licence: line('license', 'licence'),
    copyright: line('copyright'),
    lyrics: lyrics !== '' && isLyricsLength(lyrics) ? lyrics : undefined,
    artwork: await artworkBeside(path),
  }
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined))
}

/** The number that a text begins with: `4` of `4/9`. */
function numberIn(text: string | undefined, low: number, high: number): number | undefined {
  const number = Number(/^\s*(\d{1,4})(?!\d)/.exec(text ?? '')?.[1])
  return number >= low && number <= high ? number : undefined
}
