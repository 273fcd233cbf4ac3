import tapProcessor from './tapProcessor.ts?worker&url'

/** A listener at a node of a graph. */
export interface Tap {
  /** Has an empty block come after all blocks that are under way. */
  readonly ask: () => void
  readonly close: () => void
}

/** @param hear gets every block of the node's sound from now on, one array of samples a channel */
export async function openTap(node: AudioNode, hear: (block: Float32Array[]) => void): Promise<Tap> {
  await node.context.audioWorklet.addModule(tapProcessor)
  const tap = new AudioWorkletNode(node.context, 'tap', { numberOfOutputs: 0 })
  tap.port.addEventListener('message', ({ data }: MessageEvent<Float32Array[]>) => hear(data))
  tap.port.start()
  node.connect(tap)
  return {
    ask: () => tap.port.postMessage('answer'),
    close() {
      node.disconnect(tap)
      tap.port.close()
    },
  }
}
