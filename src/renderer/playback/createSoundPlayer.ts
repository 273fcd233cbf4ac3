import { BuskerError } from '../../shared/errors.ts'
import type { IpcClient } from '../ipc/ipcClient.ts'
import { createPlayer } from './createPlayer.ts'
import type { FetchSegment } from './openedTrack.ts'
import type { Player } from './player.ts'
import { restWhilePaused } from './restWhilePaused.ts'
import { SoundBuffer } from './soundBuffer.ts'
import { SoundOutput } from './soundOutput.ts'

/** The player of the main window: what it plays comes from the node, and is heard. */
export function createSoundPlayer(client: Pick<IpcClient, 'ask'>): {
  readonly player: Player
  readonly output: SoundOutput
  readonly element: HTMLAudioElement
} {
  const element = new Audio()
  element.preload = 'auto'
  const output = new SoundOutput(element)
  const stopResting = restWhilePaused({ element, output, page: window })
  const player = createPlayer({
    element,
    createBuffer: () => new SoundBuffer(element),
    open: ({ track: { label }, isPreview }) => client.ask(isPreview ? 'preview' : 'play', { label }),
    fetch: fetchSegment,
    setLoudness: (gain) => output.setLoudness(gain),
    setVolume: (gain) => output.setVolume(gain),
    wake: () => output.wake(),
    async prefetch(label) {
      await client.ask('prefetch', { label })
    },
    async close() {
      stopResting()
      await output.close()
    },
  })
  return { player, output, element }
}

/** @throws BuskerError the code that the answer carries; `PLAYBACK_UNREACHABLE` where it carries none */
const fetchSegment: FetchSegment = async (address, signal) => {
  const response = await fetch(address, { signal })
  if (response.ok) return response.arrayBuffer()
  const data: unknown = await response.json().catch(() => null)
  if (data !== null && typeof data === 'object' && 'code' in data && 'message' in data) {
    throw new BuskerError(data.code as never, String(data.message))
  }
  throw new BuskerError(
    'PLAYBACK_UNREACHABLE',
    'Busker is locked or still opening. Unlock it and press play again.',
  )
}
