import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { type ChunkLayout, readChunks } from './chunks.ts'
import { maxLayoutBytes, readCoreAudioLayout } from './coreAudioLayout.ts'
import { rawPcm } from './rawPcm.ts'
import { endsInHeader } from './endsInHeader.ts'

/** Bits a sample by compression type: AIFC's uncompressed ones; null: COMM says them. */
const encodings: Readonly<Record<string, number | null>> = {
  NONE: null,
  twos: null,
  sowt: null,
  raw: null,
  'raw ': null,
  in24: 24,
  in32: 32,
  fl32: 32,
  FL32: 32,
  fl64: 64,
  FL64: 64,
}

/** Apple's Audio Interchange File Format, plain and AIFC with uncompressed sound. */
export const aiff: AudioFormat = {
  name: 'aiff',
  mediaType: 'audio/aiff',
  demuxer: 'aiff',
  decoders: [
    'pcm_s8',
    'pcm_u8',
    'pcm_s16be',
    'pcm_s16le',
    'pcm_s24be',
    'pcm_s32be',
    'pcm_f32be',
    'pcm_f64be',
  ],
  strict: false,
  matches: (head) =>
    head.toString('latin1', 0, 4) === 'FORM' && ['AIFF', 'AIFC'].includes(head.toString('latin1', 8, 12)),
  read,
}

const chunks: ChunkLayout = {
  idBytes: 4,
  headerBytes: 8,
  alignment: 2,
  sizeOf: (header) => header.readUInt32BE(4),
}

interface Common {
  readonly sampleRate: number
  readonly channels: number
  readonly bitDepth: number
  readonly sampleCount: number
  readonly isLittleEndian: boolean
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  let common: Common | undefined
  let sound: { offset: number; stated: number; available: number } | undefined
  let layout: Buffer = Buffer.alloc(0)
  const isCompressible = (await source.read(start + 8, 4)).toString('latin1') === 'AIFC'
  for await (const { id, body, size } of readChunks(source, start + 12, chunks)) {
    if (id === 'COMM') common = readCommon(await source.read(body, Math.min(size, 32)), isCompressible)
    else if (id === 'CHAN') layout = await source.read(body, Math.min(size, maxLayoutBytes))
    else if (id === 'SSND') {
      const skipped = 8 + (await source.read(body, 4)).readUInt32BE(0)
      sound = {
        offset: body + skipped,
        stated: size - skipped,
        available: source.size - body - skipped,
      }
    }
    if (common !== undefined && sound !== undefined) break
  }
  if (sound === undefined) {
    throw new BuskerError('MEDIA_EMPTY', 'This AIFF file holds no sound. Export it again.')
  }
  if (common === undefined) throw damaged('it does not say what its samples are')
  const { isLittleEndian, ...facts } = common
  const bytesPerSample = Math.ceil(facts.bitDepth / 8)
  const needed = facts.sampleCount * facts.channels * bytesPerSample
  if (needed > sound.stated) throw damaged('it announces more sound than it has room for')
  const speakers = readCoreAudioLayout(layout, facts.channels)
  const cutShort = needed > sound.available
  const stated = { displayName: 'AIFF', lossless: true, ...facts, speakers, cutShort }
  // ffmpeg takes every `sowt` for 16 bits.
  if (!isLittleEndian || bytesPerSample <= 2) return stated
  return { ...stated, delay: 0, opening: rawPcm(bytesPerSample, sound.offset, facts) }
}

function readCommon(chunk: Buffer, isCompressible: boolean): Common {
  if (chunk.length < (isCompressible ? 22 : 18)) throw endsInHeader('AIFF')
  const encoding = isCompressible ? chunk.toString('latin1', 18, 22) : 'NONE'
  const bits = Object.hasOwn(encodings, encoding) ? encodings[encoding] : undefined
  const stated = chunk.readUInt16BE(6)
  const bitDepth = bits ?? stated
  if (bits === undefined || bitDepth < 1 || bitDepth > 64) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This AIFF file holds encoding ${JSON.stringify(encoding)} with ${stated} bits; Busker takes uncompressed sound. Export it as PCM.`,
    )
  }
  return {
    channels: chunk.readUInt16BE(0),
    sampleCount: chunk.readUInt32BE(2),
    bitDepth,
    sampleRate: readExtended(chunk.subarray(8, 18)),
    isLittleEndian: encoding === 'sowt',
  }
}

/** An 80-bit IEEE 754 extended number, rounded; 0 for what is no whole positive one. */
function readExtended(bytes: Buffer): number {
  const exponent = bytes.readUInt16BE(0) - 16383
  const value = Number(bytes.readBigUInt64BE(2)) * 2 ** (exponent - 63)
  return Number.isFinite(value) && value < 2 ** 31 ? Math.round(value) : 0
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `This AIFF file is damaged: ${what}. Export it again.`)
}
