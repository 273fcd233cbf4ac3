import { BuskerError } from '../../shared/errors.ts'
import type { ByteFile } from './byteFile.ts'
import { downmix, maxChannels } from './downmix.ts'
import type { AudioFormat, StatedAudio } from './formats/audioFormat.ts'
import { recognise } from './formats/recognise.ts'
import type { Opening } from './source.ts'

/** What a file is by its header, and how it is opened; nothing is decoded yet. */
export interface Examined {
  readonly format: AudioFormat
  readonly stated: StatedAudio
  readonly opening: Opening
}

/** @throws BuskerError `MEDIA_NOT_AUDIO`, `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`, `MEDIA_TRUNCATED`, `MEDIA_EMPTY` */
export async function examine(file: ByteFile): Promise<Examined> {
  const { format, start } = await recognise(file)
  const stated = await format.read(file, start)
  if (stated.channels < 1 || stated.channels > maxChannels) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This file has ${stated.channels} channels; Busker takes one to ${maxChannels}. Export a stereo mix.`,
    )
  }
  const { demuxer, decoders, strict, options = [] } = format
  const filters = [...cut(stated), ...(stated.channels > 2 ? downmix : [])]
  return { format, stated, opening: { path: file.path, demuxer, decoders, strict, options, filters } }
}

/** Leaves the samples that are the track's, and numbers them from zero. */
function cut({ delay, sampleCount }: StatedAudio): string[] {
  if (delay === undefined) return []
  const end = sampleCount === null ? '' : `:end_sample=${delay + sampleCount}`
  return [`atrim=start_sample=${delay}${end}`, 'asetpts=N/SR/TB']
}
