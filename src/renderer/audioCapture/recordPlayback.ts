import { joinBlocks } from '../playback/joinBlocks.ts'
import { openCapture } from './openCapture.ts'

export interface Recording {
  /** In Hz. */
  readonly sampleRate: number
  /** One array of samples (-1 to 1) a channel. */
  readonly channels: readonly Float32Array[]
}

/**
 * Records what an audio element really plays, from now on, without a sound device. For tests: only the test build has it.
 *
 * @param element stays connected to the recorder for as long as it lives
 * @returns `stop`, which gives what has been recorded
 */
export async function recordPlayback(element: HTMLMediaElement): Promise<{ stop(): Promise<Recording> }> {
  const context = new AudioContext()
  const source = context.createMediaElementSource(element)
  source.connect(context.destination)
  const recorder = await recordNode(source)
  await context.resume()
  return {
    async stop() {
      const recording = await recorder.stop()
      await context.close()
      return recording
    },
  }
}

/** As {@link recordPlayback}: what a node of a graph gives, which goes on as before. */
export async function recordNode(node: AudioNode): Promise<{ stop(): Promise<Recording> }> {
  const blocks: Float32Array[][] = []
  const { promise: flushed, resolve } = Promise.withResolvers<void>()
  const capture = await openCapture(node, (block) => {
    if (block.length > 0) blocks.push(block)
    else resolve()
  })
  return {
    async stop() {
      capture.flush()
      await flushed
      capture.close()
      const channels = Math.max(0, ...blocks.map((block) => block.length))
      return { sampleRate: node.context.sampleRate, channels: joinBlocks(blocks, channels) }
    },
  }
}
