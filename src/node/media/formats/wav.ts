import { BuskerError } from '../../../shared/errors.ts'
import { maskedSpeakers } from '../speakers.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { type ChunkLayout, readChunks } from './chunks.ts'
import { rawPcm } from './rawPcm.ts'
import { areHighBits, readWaveFormat, waveDecoders, type WaveFormat } from './waveFormat.ts'

/**
 * Who writes to a pipe cannot go back to the size, and writes none, or the greatest it can say, less its own header: a
 * page at most.
 */
const unknownSizes: readonly (readonly [from: number, to: number])[] = [
  [0, 0],
  [0x7fff_f000, 0x8000_0000],
  [0xffff_f000, 0xffff_ffff],
]
/** Enough to have a sample near zero that is none. */
const examinedBytes = 1024 * 1024

/** RIFF WAVE and its long form RF64 (EBU Tech 3306), integer or floating-point PCM. */
export const wav: AudioFormat = {
  name: 'wav',
  mediaType: 'audio/wav',
  demuxer: 'wav',
  decoders: waveDecoders,
  strict: false,
  matches: (head) =>
    ['RIFF', 'RF64', 'BW64'].includes(head.toString('latin1', 0, 4)) &&
    head.toString('latin1', 8, 12) === 'WAVE',
  read,
}

const chunks: ChunkLayout = {
  idBytes: 4,
  headerBytes: 8,
  alignment: 2,
  sizeOf: (header) => header.readUInt32LE(4),
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  let format: WaveFormat | undefined
  let longSize: number | undefined
  for await (const { id, body, size } of readChunks(source, start + 12, chunks)) {
    if (id === 'fmt ') format = readWaveFormat(await source.read(body, Math.min(size, 40)), 'WAV')
    else if (id === 'ds64') longSize = readLongSize(await source.read(body, 24))
    else if (id === 'data') return stated(format, body, source, longSize ?? size)
  }
  throw new BuskerError('MEDIA_EMPTY', 'This WAV file holds no sound. Export it again.')
}

async function stated(
  format: WaveFormat | undefined,
  offset: number,
  source: ByteSource,
  size: number,
): Promise<StatedAudio> {
  if (format === undefined) {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      'This WAV file does not say what its samples are. Export it again.',
    )
  }
  const { sampleRate, channels, bitDepth, bytesPerFrame, padded, channelMask } = format
  const speakers = maskedSpeakers(channels, channelMask)
  const available = source.size - offset
  const isUnknown = isUnknownSize(size) && size !== available
  const sampleCount = isUnknown ? null : Math.floor(size / bytesPerFrame)
  const cutShort = !isUnknown && size > available
  const facts = {
    displayName: 'WAV',
    sampleRate,
    channels,
    speakers,
    bitDepth,
    lossless: true,
    sampleCount,
    cutShort,
  }
  if (padded === null) return facts
  const bytesPerSample = bytesPerFrame / channels
  if (padded === 'unknown' && bytesPerSample === 4) {
    const samples = await source.read(offset, Math.min(available, size || available, examinedBytes))
    if (!areHighBits(samples)) {
      throw new BuskerError(
        'MEDIA_UNSUPPORTED',
        `This WAV file holds ${bitDepth} bits in 32 and does not say which. Export it with 24 bits, or as 32-bit float.`,
      )
    }
  }
  return { ...facts, delay: 0, opening: rawPcm(bytesPerSample, offset, format) }
}

function isUnknownSize(size: number): boolean {
  return size > Number.MAX_SAFE_INTEGER || unknownSizes.some(([from, to]) => size >= from && size <= to)
}

function readLongSize(chunk: Buffer): number | undefined {
  return chunk.length < 16 ? undefined : Number(chunk.readBigUInt64LE(8))
}
