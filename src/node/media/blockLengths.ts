import { BuskerError } from '../../shared/errors.ts'

/** ffmpeg's options to say how many samples it decodes, in large blocks, without handing over the samples. */
export const counting = '-map 0:a:0 -af asetnsamples=n=65536:p=0 -f framecrc pipe:3'.split(' ')

/**
 * The samples per channel of each block, from what `framecrc` writes: a line a block, of stream, two times, duration, …
 *
 * @throws BuskerError `MEDIA_DAMAGED` at a line of another shape
 */
export async function* blockLengths(source: AsyncIterable<Uint8Array>): AsyncGenerator<number> {
  const decoder = new TextDecoder()
  let pending = ''
  for await (const chunk of source) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) if (!line.startsWith('#')) yield blockLength(line)
  }
}

function blockLength(line: string): number {
  const samples = Number(line.split(',')[3])
  if (Number.isSafeInteger(samples) && samples >= 0) return samples
  throw new BuskerError('MEDIA_DAMAGED', `ffmpeg counted what is no number of samples: ${line.slice(0, 80)}`)
}
