import { BuskerError } from '../../shared/errors.ts'
import type { ByteFile } from './byteFile.ts'
import { isStereo, maxChannels, mixFilters, renameFilter, scaledGains } from './downmix.ts'
import type { AudioFormat, StatedAudio } from './formats/audioFormat.ts'
import { detectFormat } from './formats/detectFormat.ts'
import type { FfmpegInput } from './source.ts'
import { usualSpeakers } from './speakers.ts'

/** What a file is by its header, and how it is opened; nothing is decoded yet. */
export interface AudioHeader {
  readonly format: AudioFormat
  /** Where it begins, behind any tags. */
  readonly start: number
  readonly stated: StatedAudio
  /** Its channels are mixed: what comes out is not what is in the file. */
  readonly isMixed: boolean
  readonly ffmpegInput: FfmpegInput
}

/** @throws BuskerError `MEDIA_NOT_AUDIO`, `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`, `MEDIA_TRUNCATED`, `MEDIA_EMPTY` */
export async function readAudioHeader(file: ByteFile): Promise<AudioHeader> {
  const { format, start } = await detectFormat(file)
  const stated = await format.read(file, start)
  if (stated.channels < 1 || stated.channels > maxChannels) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This file has ${stated.channels} channels; Busker takes one to ${maxChannels}. Export a stereo mix.`,
    )
  }
  return { format, start, stated, ...openingOf(file, format, stated) }
}

/** How ffmpeg is told to open a file that states this of itself. */
export function openingOf(
  { path }: Pick<ByteFile, 'path'>,
  format: AudioFormat,
  stated: StatedAudio,
): Pick<AudioHeader, 'isMixed' | 'ffmpegInput'> {
  const { demuxer, decoders, options = [] } = stated.opening ?? format
  const { isMixed, filters: channelFilters } = arrangeChannels(stated)
  const filters = [...trimFilters(stated), ...(stated.conversion ?? []), ...channelFilters]
  const { parts } = stated
  const ffmpegInput = {
    path,
    demuxer,
    decoders,
    strict: format.strict,
    options,
    ...(parts && { parts }),
    filters,
  }
  return { isMixed, ffmpegInput }
}

/** Leaves the samples that are the track's, and numbers them from zero. */
export function trimFilters({ delay, sampleCount }: StatedAudio): string[] {
  if (delay === undefined) return []
  const end = sampleCount === null ? '' : `:end_sample=${delay + sampleCount}`
  return [`atrim=start_sample=${delay}${end}`, 'asetpts=N/SR/TB']
}

/** Makes plain mono or stereo of the channels: encoders take no other arrangement. */
function arrangeChannels({ channels, speakers }: StatedAudio): {
  isMixed: boolean
  filters: readonly string[]
} {
  const usual = usualSpeakers(channels)
  const stated = speakers ?? usual
  const isUsual = stated.every((speaker, channel) => speaker === usual[channel])
  const named = isUsual ? [] : [renameFilter(usual)]
  if (channels === 1) return { isMixed: false, filters: named }
  const gains = scaledGains(stated)
  if (isStereo(gains)) return { isMixed: false, filters: named }
  return { isMixed: true, filters: [...named, ...mixFilters(gains)] }
}
