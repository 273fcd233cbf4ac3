import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'

/** Bits a sample by encoding. */
const encodings: Readonly<Record<number, number>> = { 2: 8, 3: 16, 4: 24, 5: 32, 6: 32, 7: 64 }
const unknownSize = 0xffff_ffff
const headerBytes = 24

/** Sun's and NeXT's audio files, with uncompressed sound. */
export const au: AudioFormat = {
  name: 'au',
  mediaType: null,
  demuxer: 'au',
  decoders: ['pcm_s8', 'pcm_s16be', 'pcm_s24be', 'pcm_s32be', 'pcm_f32be', 'pcm_f64be'],
  strict: false,
  matches: (head) => head.toString('latin1', 0, 4) === '.snd',
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const header = await source.read(start, headerBytes)
  if (header.length < headerBytes) {
    throw new BuskerError('MEDIA_TRUNCATED', 'This AU file ends inside its header. Export it again.')
  }
  const offset = header.readUInt32BE(4)
  const size = header.readUInt32BE(8)
  const encoding = header.readUInt32BE(12)
  const channels = header.readUInt32BE(20)
  const bitDepth = encodings[encoding]
  if (bitDepth === undefined) {
    const names: Readonly<Record<number, string>> = { 1: 'µ-law', 27: 'A-law', 23: 'G.721 ADPCM' }
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This AU file holds ${names[encoding] ?? `encoding ${encoding}`}; Busker takes uncompressed sound. Export it as PCM.`,
    )
  }
  const isUnknown = size === unknownSize
  const available = source.size - start - offset
  return {
    displayName: 'AU',
    sampleRate: header.readUInt32BE(16),
    channels,
    bitDepth,
    lossless: true,
    sampleCount: isUnknown || channels === 0 ? null : Math.floor(size / (channels * (bitDepth / 8))),
    cutShort: !isUnknown && size > available,
  }
}
