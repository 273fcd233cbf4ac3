import captureProcessor from './captureProcessor.ts?worker&url'

/** Gets the samples that pass one node of an audio graph. */
export interface AudioCapture {
  /** Asks for an empty block, which comes after all blocks already sent. */
  readonly flush: () => void
  readonly close: () => void
}

/** @param onBlock gets every block of the node's sound from now on, one array of samples a channel */
export async function openCapture(
  node: AudioNode,
  onBlock: (block: Float32Array[]) => void,
): Promise<AudioCapture> {
  await node.context.audioWorklet.addModule(captureProcessor)
  const capture = new AudioWorkletNode(node.context, 'capture', { numberOfOutputs: 0 })
  capture.port.addEventListener('message', ({ data }: MessageEvent<Float32Array[]>) => onBlock(data))
  capture.port.start()
  node.connect(capture)
  return {
    flush: () => capture.port.postMessage('flush'),
    close() {
      node.disconnect(capture)
      capture.port.close()
    },
  }
}
