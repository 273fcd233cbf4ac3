import { openCapture } from './openCapture.ts'

/** −60 dBFS. */
const audible = 1e-3

/**
 * Listens to a node of a graph.
 *
 * @returns once it listens: a promise of the page's time (ms, as of `performance.now`) at which the first block with an
 *   audible sample arrived here
 */
export async function firstSound(node: AudioNode): Promise<{ readonly heard: Promise<number> }> {
  const { promise: heard, resolve } = Promise.withResolvers<number>()
  const capture = await openCapture(node, (block) => {
    if (!block.some((samples) => samples.some((sample) => Math.abs(sample) > audible))) return
    resolve(performance.now())
    capture.close()
  })
  return { heard }
}
