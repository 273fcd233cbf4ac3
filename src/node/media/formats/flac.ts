import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'

/** The marker, the block header and STREAMINFO, which always comes first (RFC 9639 §8.2). */
const headerBytes = 4 + 4 + 34

export const flac: AudioFormat = {
  name: 'flac',
  mediaType: 'audio/flac',
  demuxer: 'flac',
  decoders: ['flac'],
  strict: true,
  matches: (head) => head.toString('latin1', 0, 4) === 'fLaC',
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const header = await source.read(start, headerBytes)
  if (header.length < headerBytes) {
    throw new BuskerError('MEDIA_TRUNCATED', 'This FLAC file ends inside its header. Export it again.')
  }
  if ((header.readUInt8(4) & 0x7f) !== 0 || header.readUIntBE(5, 3) !== 34) {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      'This FLAC file does not begin with stream information. Export it again.',
    )
  }
  const packed = header.readBigUInt64BE(18)
  const sampleCount = Number(packed & 0xf_ffff_ffffn)
  return {
    displayName: 'FLAC',
    sampleRate: Number(packed >> 44n),
    channels: Number((packed >> 41n) & 7n) + 1,
    bitDepth: Number((packed >> 36n) & 31n) + 1,
    lossless: true,
    sampleCount: sampleCount === 0 ? null : sampleCount,
    cutShort: false,
  }
}
