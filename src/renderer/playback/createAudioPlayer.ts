import type { IpcClient } from '../ipc/ipcClient.ts'
import { createPlayer } from './createPlayer.ts'
import { fetchSegment } from './fetchSegment.ts'
import type { Player } from './player.ts'
import { suspendWhilePaused } from './suspendWhilePaused.ts'
import { MediaSourceBuffer } from './mediaSourceBuffer.ts'
import { AudioOutput } from './audioOutput.ts'
import { watchOutputDevices } from './output/watchOutputDevices.ts'
import { Fader } from './output/fader.ts'
import { createWorkerTranscoder } from './transcode/workerTranscoder.ts'

/** The player of the main window: segments from the node, sound to the audio output. */
export function createAudioPlayer(client: Pick<IpcClient, 'ask'>): {
  readonly player: Player
  readonly output: AudioOutput
  /** Of the deck that plays first. */
  readonly element: HTMLAudioElement
} {
  const decks = [createDeck(), createDeck()] as const
  const elements = decks.map(({ element }) => element)
  const output = new AudioOutput(decks)
  const transcoder = createWorkerTranscoder()
  const stopSuspending = suspendWhilePaused({ elements, output, page: window })
  const player = createPlayer({
    decks,
    open: ({ track: { label }, isPreview }) => client.ask(isPreview ? 'preview' : 'play', { label }),
    fetch: fetchSegment,
    transcode: transcoder.transcode,
    setVolume: (gain) => output.setVolume(gain),
    setDevice: (id) => output.setDevice(id),
    watchOutputDevices,
    resumeOutput: () => output.resume(),
    async prefetch(label) {
      await client.ask('prefetch', { label })
    },
    async close() {
      stopSuspending()
      transcoder.close()
      await output.close()
    },
  })
  return { player, output, element: decks[0].element }
}

function createDeck() {
  const element = new Audio()
  element.preload = 'auto'
  return { element, fader: new Fader(), createBuffer: () => new MediaSourceBuffer(element) }
}
