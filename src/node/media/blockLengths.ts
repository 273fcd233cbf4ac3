import { BuskerError } from '../../shared/errors.ts'
import type { StatedAudio } from './formats/audioFormat.ts'
import { inputGraph } from './inputArguments.ts'
import type { FfmpegInput } from './source.ts'
import { textLines } from './textLines.ts'

const bytesPerSample = 2

/**
 * ffmpeg's options to say how many samples it decodes, in large blocks, on the first pipe; and to hand over the samples as 32-bit
 * floats on the second.
 */
export function measuringArguments(input: FfmpegInput): string[] {
  const graph = `${inputGraph(input)}asetnsamples=n=65536:p=0,asplit[counted][measured]`
  const counted = '-map [counted] -c:a pcm_s16le -f framecrc pipe:3'.split(' ')
  const handedOver = '-map [measured] -c:a pcm_f32le -f f32le pipe:4'.split(' ')
  return ['-filter_complex', graph, ...counted, ...handedOver]
}

/** ffmpeg decodes a file to something else than its header states. */
export class DecodesOtherwise extends BuskerError {
  readonly found: Pick<StatedAudio, 'sampleRate' | 'channels'>

  constructor(stated: string, found: string, layout: Pick<StatedAudio, 'sampleRate' | 'channels'>) {
    super(
      'MEDIA_DAMAGED',
      `This file is damaged: its header announces ${stated} and it holds ${found}. Export it again.`,
    )
    this.found = layout
  }
}

/**
 * The samples per channel of each block, from what `framecrc` writes: a line a block, of stream, two times, duration,
 * bytes, …
 *
 * @throws BuskerError `MEDIA_DAMAGED` at a line of another shape; {@link DecodesOtherwise} where the sound is not what the
 *   header stated
 */
export async function* blockLengths(
  source: AsyncIterable<Uint8Array>,
  stated: Pick<StatedAudio, 'sampleRate' | 'channels'>,
): AsyncGenerator<number> {
  let sampleRate = stated.sampleRate
  for await (const line of textLines(source)) {
    if (line.startsWith('#')) sampleRate = rateIn(line) ?? sampleRate
    else yield blockLength(line, sampleRate, stated)
  }
}

function rateIn(line: string): number | undefined {
  const rate = /^#sample_rate \d+: (\d+)$/.exec(line)?.[1]
  return rate === undefined ? undefined : Number(rate)
}

function blockLength(
  line: string,
  sampleRate: number,
  stated: Pick<StatedAudio, 'sampleRate' | 'channels'>,
): number {
  const [, , , duration, size] = line.split(',').map(Number)
  if (duration === undefined || !Number.isSafeInteger(duration) || duration < 0) {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      `ffmpeg counted what is no number of samples: ${line.slice(0, 80)}`,
    )
  }
  const channels = duration === 0 ? undefined : (size ?? 0) / bytesPerSample / duration
  const layout = { sampleRate, channels: channels ?? stated.channels }
  if (sampleRate !== stated.sampleRate) {
    throw new DecodesOtherwise(`${stated.sampleRate} samples a second`, String(sampleRate), layout)
  }
  const expected = Math.min(stated.channels, 2)
  if (channels !== undefined && channels !== expected) {
    throw new DecodesOtherwise(`${expected} channels`, String(channels), layout)
  }
  return duration
}
