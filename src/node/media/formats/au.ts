import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { endsInHeader } from './endsInHeader.ts'

/** By encoding: bytes of a sample, and the bits that become of it. µ-law and A-law are 16 bits in one byte, by a table. */
const encodings: Readonly<Record<number, readonly [bytes: number, bits: number]>> = {
  1: [1, 16],
  2: [1, 8],
  3: [2, 16],
  4: [3, 24],
  5: [4, 32],
  6: [4, 32],
  7: [8, 64],
  27: [1, 16],
}
const unknownSize = 0xffff_ffff
const headerBytes = 24
const maxNoteBytes = 64 * 1024

/** Sun's and NeXT's audio files, with PCM. */
export const au: AudioFormat = {
  name: 'au',
  mediaType: null,
  demuxer: 'au',
  decoders: [
    'pcm_mulaw',
    'pcm_alaw',
    'pcm_s8',
    'pcm_s16be',
    'pcm_s24be',
    'pcm_s32be',
    'pcm_f32be',
    'pcm_f64be',
  ],
  strict: false,
  matches: (head) => head.toString('latin1', 0, 4) === '.snd',
  read,
  readPairs,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const header = await source.read(start, headerBytes)
  if (header.length < headerBytes) throw endsInHeader('AU')
  const offset = header.readUInt32BE(4)
  const size = header.readUInt32BE(8)
  const encoding = header.readUInt32BE(12)
  const channels = header.readUInt32BE(20)
  const known = encodings[encoding]
  if (known === undefined) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This AU file holds encoding ${encoding}; Busker takes uncompressed sound. Export it as PCM.`,
    )
  }
  const [bytes, bitDepth] = known
  const isUnknown = size === unknownSize
  const available = source.size - start - offset
  return {
    displayName: 'AU',
    sampleRate: header.readUInt32BE(16),
    channels,
    bitDepth,
    lossless: true,
    sampleCount: isUnknown || channels === 0 ? null : Math.floor(size / (channels * bytes)),
    cutShort: !isUnknown && size > available,
  }
}

/** The note between header and sound, in which ffmpeg and others write `NAME=text`, a line each. */
async function readPairs(source: ByteSource, start: number): Promise<ReadonlyMap<string, string>> {
  const header = await source.read(start, 8)
  const offset = header.readUInt32BE(4)
  const length = Math.min(Math.max(0, offset - headerBytes), maxNoteBytes)
  const note = (await source.read(start + headerBytes, length)).toString('utf8').split('\0')[0] ?? ''
  const pairs = note.split('\n').flatMap((line) => {
    const parted = line.indexOf('=')
    return parted < 1 ? [] : [[line.slice(0, parted).toLowerCase(), line.slice(parted + 1)] as const]
  })
  return new Map(pairs)
}
