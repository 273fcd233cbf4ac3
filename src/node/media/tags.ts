import { openAsBlob } from 'node:fs'
import { parseBlob, type IAudioMetadata } from 'music-metadata'
import { type ImageHeader, imageTypeOf } from '../../protocol/imageHeader.ts'
import { toLine } from '../../shared/text.ts'

/** What the file says about itself, tidied; the artist edits it before publishing. */
export interface Tags {
  readonly title?: string
  readonly artist?: string
  readonly album?: string
  readonly discNumber?: number
  readonly trackNumber?: number
  readonly year?: number
  readonly genre?: string
  readonly isrc?: string
  readonly artwork?: EmbeddedArtwork
}

export interface EmbeddedArtwork {
  readonly mediaType: ImageHeader['mediaType']
  readonly bytes: Uint8Array
}

const maxText = 200
const maxArtworkBytes = 20 * 1024 * 1024

/**
 * Reads tags of any kind the file carries. Values that are no title, year, ISRC… are left out.
 *
 * @throws what music-metadata throws at a malformed tag
 */
export async function readTags(path: string, mediaType: string): Promise<Tags> {
  const blob = await openAsBlob(path, { type: mediaType })
  const { common } = await parseBlob(blob, { duration: false })
  return withoutUndefined({
    title: toLine(common.title, maxText),
    artist: toLine(common.artist, maxText),
    album: toLine(common.album, maxText),
    discNumber: within(common.disk.no, 1, 999),
    trackNumber: within(common.track.no, 1, 999),
    year: within(common.year, 1000, 9999),
    genre: toLine(common.genre?.[0], maxText),
    isrc: isrc(common.isrc?.[0]),
    artwork: artwork(common.picture),
  })
}

type Optional = { [Key in keyof Tags]-?: Tags[Key] | undefined }

function withoutUndefined(tags: Optional): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined))
}

function within(value: number | null | undefined, low: number, high: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
    ? value
    : undefined
}

function isrc(value: string | undefined): string | undefined {
  const code = value?.replaceAll(/[-\s]/g, '').toUpperCase() ?? ''
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code) ? code : undefined
}

function artwork(pictures: IAudioMetadata['common']['picture']): EmbeddedArtwork | undefined {
  for (const { data } of pictures ?? []) {
    const mediaType = imageTypeOf(data)
    if (mediaType !== null && data.byteLength <= maxArtworkBytes) return { mediaType, bytes: data }
  }
  return undefined
}
