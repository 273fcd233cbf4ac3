import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { runFfmpeg } from '../node/media/ffmpeg.ts'
import { render, type StereoBlock } from './synth/render.ts'
import { wavHeader, writeWav, type WavLayout } from '../node/media/wavFile.ts'

/** A piece that is made up: the same one for the same seed, and unlike itself at any other time. */
export interface SynthesisedPiece {
  readonly seconds: number
  /** An integer. */
  readonly seed: number
  /** Hz; 44,100 unless given. */
  readonly sampleRate?: number
  readonly channels?: 1 | 2
  readonly bitDepth?: 16 | 24
}

/**
 * Writes the piece as a WAV file, with memory that does not grow with its length.
 *
 * @returns samples per channel
 */
export async function synthesiseWav(path: string, piece: SynthesisedPiece): Promise<number> {
  const layout = layoutOf(piece)
  await writeWav(path, layout, async (append) => {
    for (const block of pcm(piece, layout)) await append(block)
  })
  return layout.sampleCount
}

/**
 * Writes the piece as a FLAC file.
 *
 * @param ffmpeg path of the binary
 * @returns samples per channel
 * @throws BuskerError `MEDIA_ENCODE_FAILED`, `MEDIA_FFMPEG_MISSING`
 */
export async function synthesiseFlac(path: string, piece: SynthesisedPiece, ffmpeg: string): Promise<number> {
  const layout = layoutOf(piece)
  const failure = { code: 'MEDIA_ENCODE_FAILED', message: 'ffmpeg could not write the piece.' } as const
  const args = [...'-v error -f wav -i pipe:0 -c:a flac -f flac'.split(' '), `file:${path}`]
  await runFfmpeg({ ffmpeg, args, outputs: 0, input: true, failure }, async ({ input }) => {
    if (input === null) throw new Error('The encoder has no input.')
    await pipeline(Readable.from(wavBytes(piece, layout)), input)
  })
  return layout.sampleCount
}

function* wavBytes(piece: SynthesisedPiece, layout: WavLayout): Generator<Buffer> {
  yield wavHeader(layout)
  yield* pcm(piece, layout)
}

function layoutOf({
  seconds,
  sampleRate = 44_100,
  channels = 2,
  bitDepth = 16,
}: SynthesisedPiece): WavLayout {
  const encoding = bitDepth === 16 ? 's16' : 's24'
  return { sampleRate, channels, encoding, sampleCount: Math.round(seconds * sampleRate) }
}

function* pcm(
  { seed }: SynthesisedPiece,
  { sampleRate, sampleCount, channels, encoding }: WavLayout,
): Generator<Buffer> {
  for (const block of render(seed, sampleRate, sampleCount)) {
    yield interleave(block, channels, encoding === 's16' ? 2 : 3)
  }
}

function interleave({ left, right }: StereoBlock, channels: number, bytes: 2 | 3): Buffer {
  const frames = Buffer.alloc(left.length * channels * bytes)
  const highest = 2 ** (bytes * 8 - 1) - 1
  let offset = 0
  const write = (sample: number) => {
    offset = frames.writeIntLE(Math.round(Math.max(-1, Math.min(1, sample)) * highest), offset, bytes)
  }
  left.forEach((sample, at) => {
    const other = right[at] ?? 0
    if (channels === 1) return write((sample + other) / 2)
    write(sample)
    write(other)
  })
  return frames
}
