import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BuskerError } from '../../shared/errors.ts'
import { chunks, runFfmpeg } from './ffmpeg.ts'
import { bytesPerSample, type PcmEncoding } from './pcm.ts'
import type { RenditionFacts } from './renditions.ts'

/** What the manifest says of a rendition that decoding needs. */
export type Decodable = Pick<
  RenditionFacts,
  'codec' | 'sampleRate' | 'channels' | 'encoderDelay' | 'sampleCount'
>

export interface DecodeOptions {
  /** Path of the binary. */
  readonly ffmpeg: string
  readonly encoding: PcmEncoding
  readonly signal?: AbortSignal | undefined
  /** Takes the next samples, interleaved; decoding waits while it does. */
  onSamples(bytes: Buffer): Promise<void>
}

const decoders = { 'mp4a.40.2': 'aac', flac: 'flac' }

/**
 * Decodes a rendition's segments, init segment first, to exactly the source's samples: what the encoder put before and
 * after them is cut off by the manifest's numbers.
 *
 * @throws BuskerError `MEDIA_DECODE_FAILED`, `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`; or what `segments` or `onSamples` threw
 */
export async function decodeAudio(
  rendition: Decodable,
  segments: AsyncIterable<Uint8Array>,
  options: DecodeOptions,
): Promise<void> {
  const { ffmpeg, encoding, signal } = options
  const { codec, sampleRate, channels, encoderDelay, sampleCount } = rendition
  const opened = `-v error -protocol_whitelist pipe -format_whitelist mov -codec_whitelist ${decoders[codec]} -f mov -i pipe:0`
  const made = `-map 0:a:0 -ar ${sampleRate} -ac ${channels} -c:a pcm_${encoding}le -f ${encoding}le pipe:3`
  const command = {
    ffmpeg,
    args: `${opened} ${made}`.split(' '),
    outputs: 1,
    input: true,
    failure: { code: 'MEDIA_DECODE_FAILED', message: 'The segments cannot be decoded. Fetch them again.' },
    signal,
  } as const
  const frame = channels * bytesPerSample[encoding]
  await runFfmpeg(command, async ({ input, outputs: [pcm] }) => {
    if (input === null) throw new Error('The decoder has no input.')
    await Promise.all([
      pipeline(Readable.from(segments), input),
      forwardSlice(chunks(pcm), encoderDelay * frame, sampleCount * frame, options),
    ])
  })
}

/** Passes on `length` bytes from `start`; the rest is read and dropped, so that ffmpeg ends by itself. */
async function forwardSlice(
  pcm: AsyncIterable<Buffer>,
  start: number,
  length: number,
  options: DecodeOptions,
): Promise<void> {
  let position = 0
  for await (const chunk of pcm) {
    const kept = chunk.subarray(Math.max(0, start - position), Math.max(0, start + length - position))
    position += chunk.length
    if (kept.length > 0) await options.onSamples(kept)
  }
  if (position < start + length) {
    throw new BuskerError(
      'MEDIA_DECODE_FAILED',
      'The segments hold less sound than the manifest says. Fetch them again.',
    )
  }
}
