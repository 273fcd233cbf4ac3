import type { AudioHeader } from './readAudioHeader.ts'
import { trimFilters } from './readAudioHeader.ts'
import type { FfmpegInput } from './source.ts'

/** What of a file is played: as its header has it, with nothing decoded before. Counts are samples per channel. */
export interface FileSound {
  readonly ffmpegInput: FfmpegInput
  /** Hz. */
  readonly sampleRate: number
  /** 1 or 2. */
  readonly channels: number
  readonly sampleCount: number
  /** Null where the codec has none. */
  readonly bitDepth: number | null
  /** ffmpeg finds any sample of it without reading what is before. */
  readonly isSeekable: boolean
}

export interface PlannedSegment {
  /** Where it begins. */
  readonly at: number
  readonly samples: number
}

/** A FLAC frame holds so many samples, and each is a fragment: where segments end is known before there are any. */
export const fileFrameSamples = 4608
/** Without sound behind the end, the last frame cannot be cut exactly, and the next track does not follow without a gap. */
export const filePadding = 2048
/** Seconds: short at first, so that playing starts early. */
const seconds = { first: 1, others: 4 }

/** @param sampleCount where the header does not say how much there is */
export function fileSoundOf({ stated, ffmpegInput }: AudioHeader, sampleCount: number): FileSound {
  const { sampleRate, channels, bitDepth, lossless, parts } = stated
  return {
    ffmpegInput: { ...ffmpegInput, strict: false },
    sampleRate,
    channels: Math.min(channels, 2),
    sampleCount,
    bitDepth,
    isSeekable: lossless && parts === undefined && trimFilters(stated).length === 0,
  }
}

/** The media segments of a file, in order. */
export function planFileSegments({ sampleRate, sampleCount }: FileSound): PlannedSegment[] {
  const total = sampleCount + filePadding
  const framesIn = (length: number) => Math.ceil((length * sampleRate) / fileFrameSamples) * fileFrameSamples
  const planned: PlannedSegment[] = []
  for (let at = 0; at < total;) {
    const samples = Math.min(total - at, framesIn(at === 0 ? seconds.first : seconds.others))
    planned.push({ at, samples })
    at += samples
  }
  return planned
}
