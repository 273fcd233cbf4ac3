import { BuskerError } from '../../../shared/errors.ts'
import { maskedSpeakers } from '../speakers.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'

const integer = 1
const float = 3
const extensible = 0xfffe
/** What recorders that stream write where the size belongs. */
const unknownSizes = new Set([0, 0x7fff_ffff, 0xffff_ffff])
const maxChunks = 1000

interface Sound {
  readonly sampleRate: number
  readonly channels: number
  readonly bitDepth: number
  readonly bytesPerFrame: number
  /** Which speakers the channels are for; 0: nothing is said. */
  readonly channelMask: number
}

/** RIFF WAVE and its long form RF64 (EBU Tech 3306), integer or floating-point PCM. */
export const wav: AudioFormat = {
  name: 'wav',
  mediaType: 'audio/wav',
  demuxer: 'wav',
  decoders: ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le'],
  strict: false,
  matches: (head) =>
    ['RIFF', 'RF64', 'BW64'].includes(head.toString('latin1', 0, 4)) &&
    head.toString('latin1', 8, 12) === 'WAVE',
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  let sound: Sound | undefined
  let longSize: number | undefined
  let offset = start + 12
  for (let chunk = 0; chunk < maxChunks && offset + 8 <= source.size; chunk++) {
    const header = await source.read(offset, 8)
    const id = header.toString('latin1', 0, 4)
    const size = header.readUInt32LE(4)
    const body = offset + 8
    if (id === 'fmt ') sound = readSound(await source.read(body, Math.min(size, 40)))
    else if (id === 'ds64') longSize = readLongSize(await source.read(body, 24))
    else if (id === 'data') return stated(sound, source.size - body, longSize ?? size)
    offset = body + size + (size % 2)
  }
  throw new BuskerError('MEDIA_EMPTY', 'This WAV file holds no sound. Export it again.')
}

function stated(sound: Sound | undefined, available: number, size: number): StatedAudio {
  if (sound === undefined) {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      'This WAV file does not say what its samples are. Export it again.',
    )
  }
  const { sampleRate, channels, bitDepth, bytesPerFrame, channelMask } = sound
  const sampleCount = unknownSizes.has(size) ? null : Math.floor(size / bytesPerFrame)
  const cutShort = sampleCount !== null && size > available
  const speakers = maskedSpeakers(channels, channelMask)
  return {
    displayName: 'WAV',
    sampleRate,
    channels,
    speakers,
    bitDepth,
    lossless: true,
    sampleCount,
    cutShort,
  }
}

function readSound(chunk: Buffer): Sound {
  if (chunk.length < 16) {
    throw new BuskerError('MEDIA_TRUNCATED', 'This WAV file ends inside its header. Export it again.')
  }
  const tag = chunk.readUInt16LE(0)
  const encoding = tag === extensible && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag
  const channels = chunk.readUInt16LE(2)
  const bytesPerFrame = chunk.readUInt16LE(12)
  const bitDepth = chunk.readUInt16LE(14)
  const known =
    (encoding === integer && [8, 16, 24, 32].includes(bitDepth)) ||
    (encoding === float && [32, 64].includes(bitDepth))
  if (!known || bytesPerFrame !== (channels * bitDepth) / 8 || bytesPerFrame === 0) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This WAV file holds encoding ${encoding} with ${bitDepth} bits; Busker takes 8 to 32-bit integer and 32 or 64-bit float PCM. Export it as one of these.`,
    )
  }
  const channelMask = tag === extensible && chunk.length >= 24 ? chunk.readUInt32LE(20) : 0
  return { sampleRate: chunk.readUInt32LE(4), channels, bitDepth, bytesPerFrame, channelMask }
}

function readLongSize(chunk: Buffer): number | undefined {
  return chunk.length < 16 ? undefined : Number(chunk.readBigUInt64LE(8))
}
