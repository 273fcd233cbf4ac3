import { BuskerError } from '../../../shared/errors.ts'
import { maskedSpeakers } from '../speakers.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { type ChunkLayout, readChunks } from './chunks.ts'
import { readWaveFormat, waveDecoders, type WaveFormat } from './waveFormat.ts'

const guidBytes = 16
const alignment = 8
const headerBytes = guidBytes + 8
const guid = (hex: string) => Buffer.from(hex, 'hex').toString('latin1')
const riff = guid('726966662e91cf11a5d628db04c10000')
const wave = guid('77617665f3acd3118cd100c04f8edb8a')
const format = guid('666d7420f3acd3118cd100c04f8edb8a')
const data = guid('64617461f3acd3118cd100c04f8edb8a')

/** Sony Wave64: WAV with sizes of 64 bits and GUIDs for chunk names. */
export const wave64: AudioFormat = {
  name: 'wave64',
  mediaType: 'audio/wav',
  demuxer: 'w64',
  decoders: waveDecoders,
  strict: false,
  matches: (head) =>
    head.toString('latin1', 0, guidBytes) === riff &&
    head.toString('latin1', headerBytes, headerBytes + guidBytes) === wave,
  read,
}

/** Sizes count the header too. */
const chunks: ChunkLayout = {
  idBytes: guidBytes,
  headerBytes,
  alignment,
  sizeOf: (header) => Number(header.readBigUInt64LE(guidBytes)) - headerBytes,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  let sound: WaveFormat | undefined
  for await (const { id, body, size } of readChunks(source, start + headerBytes + guidBytes, chunks)) {
    if (id === format) sound = readWaveFormat(await source.read(body, Math.min(size, 40)), 'Wave64')
    else if (id === data) return stated(sound, size, await readEnd(source, body, size))
  }
  throw new BuskerError('MEDIA_EMPTY', 'This Wave64 file holds no sound. Export it again.')
}

interface End {
  readonly cutShort: boolean
  /** Bytes of zeros at the end that may fill up the last eight. */
  readonly padding: number
}

async function readEnd(source: ByteSource, body: number, size: number): Promise<End> {
  const most = alignment - 1
  const tail = await source.read(body + Math.max(0, size - most), Math.min(size, most))
  const sound = tail.findLastIndex((byte) => byte !== 0) + 1
  return {
    cutShort: body + size > source.size,
    padding: size % alignment === 0 ? tail.length - sound : 0,
  }
}

/** A size leaves out what fills up the last eight bytes; ffmpeg's counts it, up to a few samples of silence. */
function stated(sound: WaveFormat | undefined, size: number, { cutShort, padding }: End): StatedAudio {
  if (sound === undefined || sound.padded !== null) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      'This Wave64 file does not say what its samples are, or pads them. Export it as WAV or FLAC.',
    )
  }
  const { sampleRate, channels, bitDepth, bytesPerFrame, channelMask } = sound
  const sampleCount = Math.min(Math.floor(size / bytesPerFrame), Math.ceil((size - padding) / bytesPerFrame))
  return {
    displayName: 'Wave64',
    sampleRate,
    channels,
    speakers: maskedSpeakers(channels, channelMask),
    bitDepth,
    lossless: true,
    sampleCount,
    delay: 0,
    cutShort,
  }
}
