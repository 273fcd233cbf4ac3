import { basename, extname } from 'node:path'
import type { Credits } from '../../protocol/manifest.ts'
import type { Tags } from '../media/tags.ts'
import type { Edits } from './uploads.ts'

/** What a listener reads: the artist's own words first, then the file's tags, then its name. */
export function toCredits(tags: Tags, edits: Edits, file: string): Credits {
  const releaseTitle = edits.releaseTitle ?? tags.album
  const genre = edits.genre ?? tags.genre
  return {
    title: edits.title ?? tags.title ?? basename(file, extname(file)).slice(0, 200),
    artistName: edits.artistName ?? tags.artist ?? 'Unknown artist',
    ...(releaseTitle !== undefined && { releaseTitle }),
    ...(genre !== undefined && { genre }),
    ...(tags.year !== undefined && { year: tags.year }),
    ...(tags.isrc !== undefined && { isrc: tags.isrc }),
    ...(tags.trackNumber !== undefined && { trackNumber: tags.trackNumber }),
  }
}
