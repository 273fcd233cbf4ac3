import { BuskerError } from '../../shared/errors.ts'
import { errorData } from '../../shared/errors/errorSchemas.ts'
import type { IpcClient } from '../ipc/ipcClient.ts'
import { createPlayer } from './createPlayer.ts'
import type { FetchSegment } from './openedTrack.ts'
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

/** @throws BuskerError the code that the answer carries; `PLAYBACK_UNREACHABLE` where it carries none */
const fetchSegment: FetchSegment = async (address, signal) => {
  const response = await fetch(address, { signal })
  if (response.ok) return response.arrayBuffer()
  const answer = errorData.safeParse(await response.json().catch(() => null))
  if (answer.success) throw new BuskerError(answer.data.code, answer.data.message)
  throw new BuskerError(
    'PLAYBACK_UNREACHABLE',
    'Busker is locked or still opening. Unlock it and press play again.',
  )
}
