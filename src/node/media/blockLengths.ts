import { BuskerError } from '../../shared/errors.ts'
import type { StatedAudio } from './formats/audioFormat.ts'
import type { FfmpegInput } from './source.ts'

const bytesPerSample = 2

/**
 * ffmpeg's options to say how many samples it decodes, in large blocks, on the first pipe; and to hand over the samples as 32-bit
 * floats on the second.
 */
export function measuringArguments({ filters }: FfmpegInput): string[] {
  const blocks = [...filters, 'asetnsamples=n=65536:p=0'].join(',')
  const counted = ['-map', '0:a:0', '-af', blocks, ...'-c:a pcm_s16le -f framecrc pipe:3'.split(' ')]
  const handedOver = ['-map', '0:a:0', '-af', blocks, ...'-c:a pcm_f32le -f f32le pipe:4'.split(' ')]
  return [...counted, ...handedOver]
}

/**
 * The samples per channel of each block, from what `framecrc` writes: a line a block, of stream, two times, duration,
 * bytes, …
 *
 * @throws BuskerError `MEDIA_DAMAGED` at a line of another shape, or where the sound is not what the header stated
 */
export async function* blockLengths(
  source: AsyncIterable<Uint8Array>,
  stated: Pick<StatedAudio, 'sampleRate' | 'channels'>,
): AsyncGenerator<number> {
  const decoder = new TextDecoder()
  let pending = ''
  for await (const chunk of source) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('#')) checkRate(line, stated.sampleRate)
      else yield blockLength(line, Math.min(stated.channels, 2))
    }
  }
}

function checkRate(line: string, stated: number): void {
  const rate = /^#sample_rate \d+: (\d+)$/.exec(line)?.[1]
  if (rate !== undefined && Number(rate) !== stated) throw differs(`${stated} samples a second`, rate)
}

function blockLength(line: string, stated: number): number {
  const [, , , duration, size] = line.split(',').map(Number)
  if (duration === undefined || !Number.isSafeInteger(duration) || duration < 0) {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      `ffmpeg counted what is no number of samples: ${line.slice(0, 80)}`,
    )
  }
  const channels = (size ?? 0) / bytesPerSample / duration
  if (duration > 0 && channels !== stated) throw differs(`${stated} channels`, String(channels))
  return duration
}

function differs(stated: string, found: string): BuskerError {
  return new BuskerError(
    'MEDIA_DAMAGED',
    `This file is damaged: its header announces ${stated} and it holds ${found}. Export it again.`,
  )
}
