import tapProcessor from './tapProcessor.ts?worker&url'

/** −60 dBFS. */
const audible = 1e-3

/**
 * Listens to a node of a graph.
 *
 * @returns once it listens: a promise of the page's time (ms, as of `performance.now`) at which the first block with an
 *   audible sample arrived here
 */
export async function firstSound(node: AudioNode): Promise<{ readonly heard: Promise<number> }> {
  const { context } = node
  await context.audioWorklet.addModule(tapProcessor)
  const tap = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0 })
  const heard = new Promise<number>((resolve) => {
    tap.port.addEventListener('message', ({ data }: MessageEvent<Float32Array[]>) => {
      if (!data.some((samples) => samples.some((sample) => Math.abs(sample) > audible))) return
      resolve(performance.now())
      node.disconnect(tap)
      tap.port.close()
    })
  })
  tap.port.start()
  node.connect(tap)
  return { heard }
}
