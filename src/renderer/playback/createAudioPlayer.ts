import type { IpcClient } from '../ipc/ipcClient.ts'
import { createPlayer } from './createPlayer.ts'
import { fetchSegment } from './fetchSegment.ts'
import type { Player } from './player.ts'
import { suspendWhilePaused } from './suspendWhilePaused.ts'
import { MediaSourceBuffer } from './mediaSourceBuffer.ts'
import { AudioOutput } from './audioOutput.ts'

/** The player of the main window: segments from the node, sound to the audio output. */
export function createAudioPlayer(client: Pick<IpcClient, 'ask'>): {
  readonly player: Player
  readonly output: AudioOutput
  readonly element: HTMLAudioElement
} {
  const element = new Audio()
  element.preload = 'auto'
  const output = new AudioOutput(element)
  const stopSuspending = suspendWhilePaused({ element, output, page: window })
  const player = createPlayer({
    element,
    createBuffer: () => new MediaSourceBuffer(element),
    open: ({ track: { label }, isPreview }) => client.ask(isPreview ? 'preview' : 'play', { label }),
    fetch: fetchSegment,
    setLoudness: (gain) => output.setLoudness(gain),
    setVolume: (gain) => output.setVolume(gain),
    resumeOutput: () => output.resume(),
    async prefetch(label) {
      await client.ask('prefetch', { label })
    },
    async close() {
      stopSuspending()
      await output.close()
    },
  })
  return { player, output, element }
}
