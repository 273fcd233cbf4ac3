import { BuskerError } from '../../shared/errors.ts'
import type { ByteFile } from './byteFile.ts'
import { downmix, maxChannels } from './downmix.ts'
import type { AudioFormat, StatedAudio } from './formats/audioFormat.ts'
import { detectFormat } from './formats/detectFormat.ts'
import type { FfmpegInput } from './source.ts'

/** What a file is by its header, and how it is opened; nothing is decoded yet. */
export interface AudioHeader {
  readonly format: AudioFormat
  readonly stated: StatedAudio
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
  const { demuxer, decoders, strict, options = [] } = format
  const filters = [...trimFilters(stated), ...(stated.channels > 2 ? downmix : [])]
  return { format, stated, ffmpegInput: { path: file.path, demuxer, decoders, strict, options, filters } }
}

/** Leaves the samples that are the track's, and numbers them from zero. */
function trimFilters({ delay, sampleCount }: StatedAudio): string[] {
  if (delay === undefined) return []
  const end = sampleCount === null ? '' : `:end_sample=${delay + sampleCount}`
  return [`atrim=start_sample=${delay}${end}`, 'asetpts=N/SR/TB']
}
