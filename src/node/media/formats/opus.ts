import { BuskerError } from '../../../shared/errors.ts'
import { oggFormat, type OggHeader } from './oggSound.ts'
import { endsInHeader } from './endsInHeader.ts'

/** Opus always counts and decodes at this rate. */
const sampleRate = 48_000

/** Opus in Ogg (RFC 7845). ffmpeg cuts the pre-skip and, by the last granule position, the end. */
export const opus = oggFormat({ name: 'opus', decoders: ['opus', 'libopus'] }, 'OpusHead', readHeader)

function readHeader(head: Buffer): OggHeader {
  if (head.length < 19) throw endsInHeader('Opus')
  const family = head.readUInt8(18)
  if (head.readUInt8(8) >> 4 !== 0 || family > 1) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This Opus file has version ${head.readUInt8(8)} and channel mapping ${family}; Busker takes music in mono, stereo and surround. Export a stereo mix.`,
    )
  }
  return {
    displayName: 'Opus',
    sampleRate,
    channels: head.readUInt8(9),
    bitDepth: null,
    lossless: false,
    preSkip: head.readUInt16LE(10),
    beginsAnew: true,
  }
}
