import { basename, extname } from 'node:path'
import type { Credits } from '../../protocol/manifest.ts'
import type { WorkEdits } from '../../shared/api/studio.ts'
import type { Tags } from '../media/tags.ts'
import type { Upload } from './uploads.ts'

const maxGenre = 80

/** What a listener reads: the artist's own words first, then the file's tags, then its name. */
export function toCredits(tags: Tags, { edits, file, release, position }: Upload): Credits {
  return withoutUndefined({
    title: singleLine(edits.title) ?? tags.title ?? titleOf(file),
    artistName: singleLine(edits.artistName) ?? tags.artist ?? 'Unknown artist',
    releaseTitle: singleLine(edits.releaseTitle) ?? tags.album,
    genre: singleLine(edits.genre) ?? shortened(tags.genre),
    year: edits.year ?? tags.year,
    isrc: tags.isrc,
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
    artistName: singleLine(edits.artistName) ?? shared('artistName') ?? 'Various artists',
    genre: singleLine(edits.genre) ?? shared('genre'),
    year: edits.year ?? shared('year'),
    description: multiline(edits.description),
  })
}

/** Tags hold more than a genre may have. */
function shortened(genre: string | undefined): string | undefined {
  return singleLine(genre?.slice(0, maxGenre))
}

/** A file's name, without what its kind adds. */
export function titleOf(file: string): string {
  return singleLine(basename(file, extname(file)).slice(0, 200)) ?? 'Untitled'
}

/** On one line; an emptied field is a field left to the file's tags. */
function singleLine(text: string | undefined): string | undefined {
  const line = text?.replace(/[\p{Cc}\s]+/gu, ' ').trim() ?? ''
  return line === '' ? undefined : line
}

/** What has lines of its own. */
function multiline(text: string | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? undefined : trimmed
}

type Optional = { [F in keyof Credits]: Credits[F] | undefined }

function withoutUndefined(credits: Optional & Pick<Credits, 'title' | 'artistName'>): Credits {
  const { title, artistName, ...others } = credits
  const known = Object.entries(others).filter(([, value]) => value !== undefined)
  return { title, artistName, ...Object.fromEntries(known) }
}
