import { basename, extname } from 'node:path'
import type { Credits } from '../../protocol/manifest.ts'
import type { WorkChanges, WorkEdits } from '../../shared/api/studio.ts'
import { knownDate, yearOf } from '../../shared/releaseDate.ts'
import { cleanParagraph, toLine } from '../../shared/text.ts'
import type { Tags } from '../media/tags.ts'
import type { Upload } from './uploads.ts'

const maxGenre = 80
const maxTitle = 200

/**
 * What a listener reads: the artist's own words first, then the file's tags, then its name. Empty words take away what the
 * file says, but for title and artist.
 *
 * @param profileName what the artist's page calls them, for a file that names nobody
 */
export function toCredits(
  tags: Tags,
  { edits, file, release, position }: Upload,
  profileName?: string,
): Credits {
  return withoutUndefined({
    title: singleLine(edits.title) ?? tags.title ?? titleOf(file),
    artistName: singleLine(edits.artistName) ?? tags.artist ?? profileName ?? 'Unknown artist',
    releaseTitle: singleLine(edits.releaseTitle ?? tags.album),
    genre: shortGenre(edits.genre ?? tags.genre),
    tags: someTags(edits.tags ?? tags.moreGenres),
    ...dated(edits.releaseDate ?? tags.releaseDate),
    isrc: singleLine(edits.isrc ?? tags.isrc),
    discNumber: tags.discNumber,
    artists: keptArtists(tags.artists, tags.artist, singleLine(edits.artistName)),
    albumArtist: singleLine(edits.albumArtist ?? tags.albumArtist),
    composer: singleLine(edits.composer ?? tags.composer),
    recordLabel: singleLine(edits.recordLabel ?? tags.recordLabel),
    licence: singleLine(edits.licence ?? tags.licence),
    copyright: singleLine(edits.copyright ?? tags.copyright),
    lyrics: multiline(edits.lyrics ?? tags.lyrics),
    trackNumber: edits.trackNumber ?? tags.trackNumber ?? (release === null ? undefined : position),
    description: multiline(edits.description),
  })
}

/** What is written of a release: the artist's own words first, then what its tracks have in common. */
export function toReleaseCredits(edits: WorkEdits, tracks: readonly Credits[]): Credits {
  const shared = <F extends keyof Credits>(field: F): Credits[F] | undefined => {
    const values = new Set(tracks.map((track) => track[field]))
    return values.size === 1 ? tracks[0]?.[field] : undefined
  }
  return withoutUndefined({
    title: singleLine(edits.title) ?? shared('releaseTitle') ?? tracks[0]?.title ?? 'Untitled',
    artistName:
      singleLine(edits.artistName) ?? shared('albumArtist') ?? shared('artistName') ?? 'Various artists',
    genre: shortGenre(edits.genre) ?? shared('genre'),
    tags: someTags(edits.tags ?? commonTags(tracks)),
    ...dated(edits.releaseDate ?? knownDate({ year: shared('year'), releaseDate: shared('releaseDate') })),
    releaseType: edits.releaseType || undefined,
    recordLabel: singleLine(edits.recordLabel ?? shared('recordLabel')),
    licence: singleLine(edits.licence ?? shared('licence')),
    copyright: singleLine(edits.copyright ?? shared('copyright')),
    description: multiline(edits.description),
  })
}

/** Credits with what was written anew; an emptied field is left out, but for title and artist, which stay. */
export function editCredits(credits: Credits, changes: WorkChanges): Credits {
  const { title, artistName, releaseDate, releaseType, trackNumber } = changes
  return withoutUndefined({
    ...credits,
    title: singleLine(title) ?? credits.title,
    artistName: singleLine(artistName) ?? credits.artistName,
    artists: keptArtists(credits.artists, credits.artistName, singleLine(artistName)),
    releaseTitle: singleLine(changes.releaseTitle ?? credits.releaseTitle),
    genre: shortGenre(changes.genre ?? credits.genre),
    tags: someTags(changes.tags ?? credits.tags),
    albumArtist: singleLine(changes.albumArtist ?? credits.albumArtist),
    composer: singleLine(changes.composer ?? credits.composer),
    isrc: singleLine(changes.isrc ?? credits.isrc),
    recordLabel: singleLine(changes.recordLabel ?? credits.recordLabel),
    licence: singleLine(changes.licence ?? credits.licence),
    copyright: singleLine(changes.copyright ?? credits.copyright),
    lyrics: multiline(changes.lyrics ?? credits.lyrics),
    ...(releaseDate !== undefined && dated(releaseDate)),
    releaseType: releaseType === undefined ? credits.releaseType : releaseType || undefined,
    trackNumber: trackNumber === undefined ? credits.trackNumber : (trackNumber ?? undefined),
    description: multiline(changes.description ?? credits.description),
  })
}

/** A date as credits have it: its year, and the whole where it says more than that; of nothing, neither. */
function dated(date = ''): Pick<Optional, 'year' | 'releaseDate'> {
  return { year: date === '' ? undefined : yearOf(date), releaseDate: date.length > 4 ? date : undefined }
}

function someTags(tags: readonly string[] = []): string[] | undefined {
  return tags.length === 0 ? undefined : [...tags]
}

/** Those that every track has, in whatever case. */
function commonTags([first, ...others]: readonly Credits[]): string[] {
  const has = ({ tags = [] }: Credits, tag: string) =>
    tags.some((one) => one.toLowerCase() === tag.toLowerCase())
  return (first?.tags ?? []).filter((tag) => others.every((track) => has(track, tag)))
}

/** Who writes the name anew means all of it. */
function keptArtists(
  artists: readonly string[] | undefined,
  name: string | undefined,
  newName: string | undefined,
): string[] | undefined {
  return artists !== undefined && (newName === undefined || newName === name) ? [...artists] : undefined
}

/** As {@link singleLine}: tags hold more than a genre may have. */
export function shortGenre(genre: string | undefined): string | undefined {
  return toLine(genre, maxGenre)
}

/** A file's name, without what its kind adds. */
export function titleOf(file: string): string {
  return toLine(basename(file, extname(file)), maxTitle) ?? 'Untitled'
}

/** On one line; undefined where there is nothing to read. */
function singleLine(text: string | undefined): string | undefined {
  return toLine(text, maxTitle)
}

/** What has lines of its own. */
function multiline(text: string | undefined): string | undefined {
  const trimmed = cleanParagraph(text ?? '')
  return trimmed === '' ? undefined : trimmed
}

type Optional = { [F in keyof Credits]: Credits[F] | undefined }

function withoutUndefined(credits: Optional & Pick<Credits, 'title' | 'artistName'>): Credits {
  const { title, artistName, ...others } = credits
  const known = Object.entries(others).filter(([, value]) => value !== undefined)
  return { title, artistName, ...Object.fromEntries(known) }
}
