import { BuskerError } from '../../../shared/errors.ts'
import { maskedSpeakers, type Speaker } from '../speakers.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { endsInHeader } from './endsInHeader.ts'

/** The marker, the block header and STREAMINFO, which always comes first (RFC 9639 §8.2). */
const headerBytes = 4 + 4 + 34
const vorbisComment = 4
/** More of them than pictures and tags take. */
const maxBlocks = 1000

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
  const info = readStreamInfo(await source.read(start, headerBytes))
  const speakers = await readSpeakers(source, start, info.channels)
  return { displayName: 'FLAC', lossless: true, cutShort: false, ...info, speakers }
}

/**
 * Reads STREAMINFO (RFC 9639 §8.2).
 *
 * @param header from the marker `fLaC` on
 * @throws BuskerError `MEDIA_TRUNCATED`, `MEDIA_DAMAGED`
 */
export function readStreamInfo(
  header: Buffer,
): Pick<StatedAudio, 'sampleRate' | 'channels' | 'bitDepth' | 'sampleCount' | 'soundHash'> {
  if (header.length < headerBytes) throw endsInHeader('FLAC')
  if ((header.readUInt8(4) & 0x7f) !== 0 || header.readUIntBE(5, 3) !== 34) {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      'This FLAC file does not begin with stream information. Export it again.',
    )
  }
  const packed = header.readBigUInt64BE(18)
  const sampleCount = Number(packed & 0xf_ffff_ffffn)
  return {
    sampleRate: Number(packed >> 44n),
    channels: Number((packed >> 41n) & 7n) + 1,
    bitDepth: Number((packed >> 36n) & 31n) + 1,
    sampleCount: sampleCount === 0 ? null : sampleCount,
    soundHash: header.toString('hex', 26, 42),
  }
}

/** A comment may say which speakers the channels are for (RFC 9639 §8.6.2). */
async function readSpeakers(
  source: ByteSource,
  start: number,
  channels: number,
): Promise<readonly Speaker[] | undefined> {
  let offset = start + 4
  for (let block = 0; block < maxBlocks; block++) {
    const header = await source.read(offset, 4)
    if (header.length < 4) return undefined
    const type = header.readUInt8(0)
    const length = header.readUIntBE(1, 3)
    if ((type & 0x7f) === vorbisComment) {
      const comments = (await source.read(offset + 4, length)).toString('latin1')
      const mask = /WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x([0-9a-f]{1,8})/i.exec(comments)?.[1]
      return mask === undefined ? undefined : maskedSpeakers(channels, Number.parseInt(mask, 16))
    }
    if ((type & 0x80) !== 0) return undefined
    offset += 4 + length
  }
  return undefined
}
