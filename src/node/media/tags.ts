import { openAsBlob } from 'node:fs'
import { type ICommonTagsResult, parseBlob } from 'music-metadata'
import { readIsrc } from '../../shared/isrc.ts'
import { readReleaseDate } from '../../shared/releaseDate.ts'
import { readReleaseType, type ReleaseType } from '../../shared/releaseTypes.ts'
import { toLine } from '../../shared/text.ts'
import { fittingTags } from '../../shared/workTags.ts'
import { artistsOf } from './artists.ts'
import { artworkOf, type EmbeddedArtwork } from './artwork.ts'
import { lyricsOf } from './lyrics.ts'
import { readTagText, type TagEncoding, tagReadings } from './tagText.ts'

/** What the file says about itself, tidied; the artist edits it before publishing. */
export interface Tags {
  readonly title?: string
  /** As it is shown: `One, Two`. */
  readonly artist?: string
  /** One by one, where they are several. */
  readonly artists?: readonly string[]
  readonly album?: string
  readonly albumArtist?: string
  readonly discNumber?: number
  readonly trackNumber?: number
  /** When it first came out, as far as the file says: a year, a month or a day. */
  readonly releaseDate?: string
  readonly releaseType?: ReleaseType
  readonly genre?: string
  /** What else it says of its genre. */
  readonly moreGenres?: readonly string[]
  readonly isrc?: string
  readonly composer?: string
  readonly recordLabel?: string
  readonly licence?: string
  readonly copyright?: string
  /** Plain, or lines of LRC. */
  readonly lyrics?: string
  /** In each way the tags may be read that do not say how they are written, the guessed one first. */
  readonly readings?: readonly TagTexts[]
  readonly artwork?: EmbeddedArtwork
}

/** What of the tags depends on how they are written. */
export interface TagTexts extends Pick<
  Tags,
  | 'title'
  | 'artist'
  | 'album'
  | 'genre'
  | 'moreGenres'
  | 'albumArtist'
  | 'composer'
  | 'recordLabel'
  | 'licence'
  | 'copyright'
  | 'lyrics'
> {
  readonly encoding: TagEncoding
}

const maxText = 200
const maxArtists = 32

/**
 * Reads tags of any kind the file carries. Values that are no title, year, ISRC… are left out; so is what others measured of its
 * loudness. Text that does not say how it is written is read as what it most likely is.
 *
 * @throws what music-metadata throws at a malformed tag
 */
export async function readTags(path: string, mediaType: string): Promise<Tags> {
  const blob = await openAsBlob(path, { type: mediaType })
  const metadata = await parseBlob(blob, { duration: false })
  const { common, format } = metadata
  const kinds = format.tagTypes ?? []
  const { artist, artists } = artistsOf(metadata)
  const { title, album, albumartist, copyright, license } = common
  const recordLabel = common.label?.[0]
  const [genre, ...moreGenres] = common.genre ?? []
  const composer = common.composer?.join(', ')
  const texts = [title, artist, album, albumartist, genre, composer].filter((text) => text !== undefined)
  const readings = tagReadings(kinds, texts)
  const read = (text: string) => readTagText(kinds, readings[0], text)
  const others = (as = read) => {
    const tags = fittingTags(moreGenres.map(as))
    return tags.length > 0 ? tags : undefined
  }
  const line = (text: string | undefined, as = read) => toLine(text && as(text), maxText)
  const names = artists.flatMap((name) => line(name) ?? []).slice(0, maxArtists)
  return withoutUndefined({
    title: line(title),
    artist: line(artist),
    artists: names.length > 1 ? names : undefined,
    album: line(album),
    albumArtist: line(albumartist),
    discNumber: within(common.disk.no, 1, 999),
    trackNumber: within(common.track.no, 1, 999),
    releaseDate: releaseDateOf(common),
    releaseType: readReleaseType(common.releasetype ?? []),
    genre: line(genre),
    moreGenres: others(),
    isrc: readIsrc(common.isrc?.[0] ?? ''),
    composer: line(composer),
    recordLabel: line(recordLabel),
    licence: line(license),
    copyright: line(copyright),
    lyrics: lyricsOf(common.lyrics, read),
    readings:
      readings.length === 0
        ? undefined
        : readings.map(({ encoding, read: as }) => ({
            encoding,
            ...withoutUndefined({
              title: line(title, as),
              artist: line(artist, as),
              album: line(album, as),
              genre: line(genre, as),
              moreGenres: others(as),
              albumArtist: line(albumartist, as),
              composer: line(composer, as),
              recordLabel: line(recordLabel, as),
              licence: line(license, as),
              copyright: line(copyright, as),
              lyrics: lyricsOf(common.lyrics, as),
            }),
          })),
    artwork: await artworkOf(path, common.picture),
  })
}

type Optional = { [Key in keyof Tags]?: Tags[Key] | undefined }

function withoutUndefined(tags: Optional): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined))
}

/** The first release before that of this very file; what says more before a bare year. */
function releaseDateOf({ originaldate, originalyear, date, year }: ICommonTagsResult): string | undefined {
  const original = readReleaseDate(originaldate) ?? readReleaseDate(originalyear?.toString())
  return original ?? readReleaseDate(date) ?? readReleaseDate(year?.toString())
}

function within(value: number | null | undefined, low: number, high: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
    ? value
    : undefined
}
