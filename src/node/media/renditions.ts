import { BuskerError } from '../../shared/errors.ts'
import {
  type PreviewChoice,
  previewMaxMs,
  previewWithin,
  usualPreviewMs,
} from '../../shared/previewChoice.ts'
import type { Source } from './source.ts'

/** One encoded form of a track, as the manifest describes it. Counts are samples per channel at `sampleRate`. */
export interface RenditionFacts {
  readonly name: RenditionName
  readonly codec: 'mp4a.40.2' | 'flac'
  /** Hz. */
  readonly sampleRate: number
  readonly channels: number
  /** Samples the decoder yields before the first one of the source. */
  readonly encoderDelay: number
  /** Samples of the source; what the decoder yields after them is padding. */
  readonly sampleCount: number
}

export type RenditionName = 'aac' | 'aac-small' | 'flac' | 'preview'

/** A part of a track, in seconds. */
export interface Excerpt {
  readonly start: number
  readonly length: number
}

/** A rendition and how ffmpeg is told to make it. */
export interface RenditionPlan extends RenditionFacts {
  /** What happens to the decoded source on its way to the encoder. */
  readonly filters: readonly string[]
  /** Output options, separated by spaces. */
  readonly encoder: string
}

/** ffmpeg's own AAC encoder primes with one frame, at every rate and bitrate. */
const priming = 1024
/** The encoder knows the sound before its first frame no better than as silence, and distorts it: so it begins with silence. */
const leadIn = 2048
const aacDelay = priming + leadIn
const silentStart = `adelay=delays=${leadIn}S:all=1`
/** Without sound after the end, the last frame cannot be cut exactly and the next track does not follow without a gap. */
const padding = 'apad=pad_len=2048'
/** ffmpeg 5.1 holds two megabytes for every minute it waits for an output's first sample. */
const latestDefaultStart = 60
/** Seconds; of a short preview a quarter at either end. */
const longestFade = 0.5

/** Of sound in a preview: the rest of a block (`blockMaxBytes`) is for its fragments, and for what the encoder takes beyond its rate. */
const previewBytes = 1_700_000

/** Bits a second of the AAC renditions, in thousands. */
const kilobits = {
  aac: { mono: 192, stereo: 256 },
  'aac-small': { mono: 80, stereo: 96 },
  preview: { mono: 96, stereo: 160 },
}

/**
 * The renditions of a source: AAC in two sizes always, FLAC where nothing is lost by it, and a preview that is encoded on
 * its own.
 */
export function planRenditions(source: Source, excerpt: Excerpt = defaultExcerpt(source)): RenditionPlan[] {
  const full = [
    planAac('aac', source),
    planAac('aac-small', source),
    ...(source.lossless ? [planFlac(source)] : []),
  ]
  return [...full, planPreview(source, excerpt)]
}

/**
 * What of a source is heard as its preview.
 *
 * @param choice undefined: nothing was chosen
 * @throws BuskerError `UPLOAD_PREVIEW_TOO_LONG`
 */
export function excerptOf(
  source: Pick<Source, 'sampleCount' | 'sampleRate'>,
  choice: PreviewChoice | undefined,
): Excerpt {
  if (choice === undefined) return defaultExcerpt(source)
  const durationMs = (source.sampleCount / source.sampleRate) * 1000
  if (choice !== 'whole') {
    const { startMs, lengthMs } = previewWithin(choice, durationMs)
    return { start: startMs / 1000, length: lengthMs / 1000 }
  }
  if (durationMs <= previewMaxMs) return { start: 0, length: durationMs / 1000 }
  throw new BuskerError(
    'UPLOAD_PREVIEW_TOO_LONG',
    `A preview is at most ${previewMaxMs / 1000} seconds long, and this track is longer. Choose a part of it.`,
  )
}

/** Half a minute from a quarter into the track, or from its second minute; of short tracks not more than half. */
export function defaultExcerpt({
  sampleCount,
  sampleRate,
}: Pick<Source, 'sampleCount' | 'sampleRate'>): Excerpt {
  const seconds = sampleCount / sampleRate
  return { start: Math.min(seconds / 4, latestDefaultStart), length: usualPreviewMs(seconds * 1000) / 1000 }
}

function planAac(name: 'aac' | 'aac-small', source: Source): RenditionPlan {
  const sampleRate = aacRate(source.sampleRate)
  return {
    name,
    codec: 'mp4a.40.2',
    sampleRate,
    channels: source.channels,
    encoderDelay: aacDelay,
    sampleCount: resampledCount(source.sampleCount, source.sampleRate, sampleRate),
    filters: [...resample(source.sampleRate, sampleRate), silentStart, padding],
    encoder: aacEncoder(name, source),
  }
}

function planFlac(source: Source): RenditionPlan {
  const format = source.bitDepth !== null && source.bitDepth <= 16 ? 's16' : 's32'
  return {
    name: 'flac',
    codec: 'flac',
    sampleRate: source.sampleRate,
    channels: source.channels,
    encoderDelay: 0,
    sampleCount: source.sampleCount,
    filters: [`aformat=sample_fmts=${format}`, padding],
    encoder: '-c:a flac -strict experimental',
  }
}

function planPreview(source: Source, { start, length }: Excerpt): RenditionPlan {
  const first = Math.min(Math.round(start * source.sampleRate), source.sampleCount - 1)
  const end = Math.max(
    first + 1,
    Math.min(first + Math.round(length * source.sampleRate), source.sampleCount),
  )
  const sampleRate = aacRate(source.sampleRate)
  return {
    name: 'preview',
    codec: 'mp4a.40.2',
    sampleRate,
    channels: source.channels,
    encoderDelay: aacDelay,
    sampleCount: resampledCount(end - first, source.sampleRate, sampleRate),
    filters: [
      `atrim=start_sample=${first}:end_sample=${end}`,
      'asetpts=PTS-STARTPTS',
      ...(end - first === source.sampleCount ? [] : fades(end - first, source.sampleRate)),
      ...resample(source.sampleRate, sampleRate),
      silentStart,
      padding,
    ],
    encoder: aacEncoder('preview', source, (end - first) / source.sampleRate),
  }
}

/** The rates every decoder plays; 44.1 kHz for its own family, so that CD material is not resampled. */
function aacRate(sampleRate: number): number {
  return 44_100 % sampleRate === 0 || sampleRate % 44_100 === 0 ? 44_100 : 48_000
}

function resample(from: number, to: number): string[] {
  return from === to ? [] : [`aresample=${to}`]
}

function resampledCount(count: number, from: number, to: number): number {
  return Math.max(1, Math.round((count * to) / from))
}

/** So many samples that begin and end in silence. */
function fades(count: number, sampleRate: number): string[] {
  const length = Math.max(1, Math.min(Math.round(longestFade * sampleRate), Math.floor(count / 4)))
  return [`afade=t=in:ns=${length}`, `afade=t=out:ss=${Math.max(0, count - length)}:ns=${length}`]
}

/**
 * The coder that searches: the fast one lets steady tones swell and fade. Where there are bits for it, nothing is replaced by
 * noise (docs/adr/0048).
 */
function aacEncoder(name: keyof typeof kilobits, { channels }: Source, seconds = 0): string {
  const best = kilobits[name][channels === 1 ? 'mono' : 'stereo']
  // A preview has to fit into one block.
  const bitrate = name === 'preview' ? Math.min(best, Math.floor((previewBytes * 8) / 1000 / seconds)) : best
  const noise = name === 'aac-small' || bitrate < best ? '' : '-aac_pns 0 '
  return `-c:a aac -profile:a aac_low -aac_coder twoloop ${noise}-b:a ${bitrate}k`
}
