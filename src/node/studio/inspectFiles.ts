import { availableParallelism } from 'node:os'
import PQueue from 'p-queue'
import { inAlbumOrder } from '../../shared/albumOrder.ts'
import type { InspectedFile } from '../../shared/api/studio.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import { joinTags } from '../../shared/workTags.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { previewArtwork } from '../artwork/previewArtwork.ts'
import { inspectBonus, type InspectedBonus } from '../bonus/inspectBonus.ts'
import { probe } from '../media/probe.ts'
import type { TagTexts } from '../media/tags.ts'
import type { Source } from '../media/source.ts'
import { isCompanion, isNamedAsAudio } from './companionFiles.ts'
import { shortGenre, titleOf } from './credits.ts'
import { findFiles, type FoundFile } from './findFiles.ts'

type TagReading = NonNullable<InspectedFile['readings']>[number]

export interface InspectOptions {
  readonly ffmpeg: string
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  /** What the artist's own page calls them, for a file that names nobody. */
  readonly profileName?: string | undefined
  readonly signal: AbortSignal
  /** Told of each file when it was looked at. */
  readonly report: (file: InspectedFile) => void
}

/** ffmpeg takes a processor each; one is left for everything else. */
const maxConcurrent = Math.max(1, Math.min(4, availableParallelism() - 1))

/**
 * Looks at files and, whole, at folders: each is decoded to its end, so what is wrong with it is known before anything is
 * uploaded. What has no sound in a folder is marked as left out, as is what can go with a release; what else usually lies
 * beside music is not even named.
 *
 * @returns in the order of their albums, whatever was ready first
 * @throws BuskerError `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`, `UPLOAD_TOO_MANY_FILES`, `MEDIA_UNREADABLE`
 */
export async function inspectFiles(
  paths: readonly string[],
  options: InspectOptions,
): Promise<InspectedFile[]> {
  const { signal, report } = options
  const queue = new PQueue({ concurrency: maxConcurrent })
  const inspections = (await findFiles(paths)).map((file) =>
    queue.add(async () => {
      if (signal.aborted) throw new BuskerError('MEDIA_CANCELLED', 'Stopped looking at files.')
      const inspected = await inspectFile(file, options)
      if (inspected !== null) report(inspected)
      return inspected
    }),
  )
  try {
    return inAlbumOrder((await Promise.all(inspections)).filter((file) => file !== null))
  } finally {
    queue.clear()
    await queue.onIdle()
  }
}

async function inspectFile(
  { path, inFolder }: FoundFile,
  options: InspectOptions,
): Promise<InspectedFile | null> {
  try {
    const source = await probe(path, options)
    return describe(path, source, { ...options, artwork: await artworkPreviewOf(source, options) })
  } catch (error) {
    if (!isBuskerError(error)) throw error
    const { code, message } = error
    if (code === 'MEDIA_CANCELLED' || code === 'MEDIA_FFMPEG_MISSING') throw error
    const bonus = isNamedAsAudio(path) ? undefined : await bonusOf(path)
    const left = { ...noTags, file: path, title: titleOf(path), problem: { code, message }, isLeftOut: true }
    if (bonus !== undefined) return { ...left, bonus: { ...bonus, isChosen: !inFolder } }
    if (inFolder && isCompanion(path)) return null
    const isLeftOut = inFolder && hasNoSound(code) && !isNamedAsAudio(path)
    return { ...left, isLeftOut }
  }
}

/** What it would be if it went with a release; undefined: it can't. */
async function bonusOf(path: string): Promise<InspectedBonus | undefined> {
  try {
    return await inspectBonus(path)
  } catch (error) {
    if (isBuskerError(error)) return undefined
    throw error
  }
}

function hasNoSound(code: ErrorCode): boolean {
  return code === 'MEDIA_NOT_AUDIO' || code === 'MEDIA_EMPTY'
}

const noTags = {
  artistName: null,
  releaseTitle: null,
  genre: null,
  tags: [],
  releaseDate: null,
  releaseType: null,
  discNumber: null,
  trackNumber: null,
  albumArtist: null,
  composer: null,
  recordLabel: null,
  licence: null,
  copyright: null,
  isrc: null,
  lyrics: null,
  format: null,
  durationMs: null,
  artwork: null,
  warnings: [],
}

function describe(
  file: string,
  source: Source,
  { profileName, artwork }: Pick<InspectOptions, 'profileName'> & { readonly artwork: string | null },
): InspectedFile {
  const { tags, sampleCount, sampleRate, warnings } = source
  return {
    file,
    title: tags.title ?? titleOf(file),
    artistName: tags.artist ?? profileName ?? null,
    releaseTitle: tags.album ?? null,
    genre: shortGenre(tags.genre) ?? null,
    tags: [...(tags.moreGenres ?? [])],
    releaseDate: tags.releaseDate ?? null,
    releaseType: tags.releaseType ?? null,
    discNumber: tags.discNumber ?? null,
    trackNumber: tags.trackNumber ?? null,
    albumArtist: tags.albumArtist ?? null,
    composer: tags.composer ?? null,
    recordLabel: tags.recordLabel ?? null,
    licence: tags.licence ?? null,
    copyright: tags.copyright ?? null,
    isrc: tags.isrc ?? null,
    lyrics: tags.lyrics ?? null,
    ...(tags.readings && { readings: tags.readings.map((texts) => readingOf(file, texts)) }),
    format: formatOf(source),
    durationMs: Math.max(1, Math.round((sampleCount / sampleRate) * 1000)),
    artwork,
    warnings: [...warnings],
    problem: null,
    isLeftOut: false,
  }
}

function readingOf(file: string, texts: TagTexts): TagReading {
  const { encoding, title, artist = '', album = '', genre, moreGenres = [] } = texts
  const { albumArtist = '', composer = '', recordLabel = '', licence = '' } = texts
  const { copyright = '', lyrics = '' } = texts
  return {
    encoding,
    title: title ?? titleOf(file),
    artistName: artist,
    releaseTitle: album,
    genre: shortGenre(genre) ?? '',
    tags: joinTags(moreGenres),
    albumArtist,
    composer,
    recordLabel,
    licence,
    copyright,
    lyrics,
  }
}

/** Such as `FLAC, 24 bit, 96 kHz, stereo`. */
function formatOf({ displayName, bitDepth, sampleRate, sourceChannels }: Source): string {
  const depth = bitDepth !== null && bitDepth > 16 && sourceChannels <= 2 ? [`${bitDepth} bit`] : []
  const channels = ['mono', 'stereo'][sourceChannels - 1] ?? `${sourceChannels} channels`
  return [displayName, ...depth, `${sampleRate / 1000} kHz`, channels].join(', ')
}

/** Null for artwork that cannot be read: a track can be sold without it. */
async function artworkPreviewOf(
  { tags }: Source,
  { artworkCleaner }: InspectOptions,
): Promise<string | null> {
  if (tags.artwork === undefined) return null
  try {
    return (await previewArtwork(artworkCleaner, { bytes: tags.artwork.bytes })).preview
  } catch (error) {
    if (isBuskerError(error) && error.code.startsWith('MEDIA_ARTWORK_')) return null
    throw error
  }
}
