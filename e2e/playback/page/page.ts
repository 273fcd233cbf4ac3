import type { IpcClient } from '../../../src/renderer/ipc/ipcClient.ts'
import { createAudioPlayer } from '../../../src/renderer/playback/createAudioPlayer.ts'
import { connectMediaSession } from '../../../src/renderer/playback/mediaSession.ts'
import { firstSound } from '../../../src/renderer/audioCapture/firstSound.ts'
import { recordNode } from '../../../src/renderer/audioCapture/recordPlayback.ts'
import type { PlayerPage } from './playerPage.ts'

/** The node's part of the contract, from the test over `track://`. */
const client = {
  async ask(method: string, input: { label: string }) {
    const response = await fetch(`track://ask/${method}/${input.label}`)
    const answer: unknown = await response.json()
    if (!response.ok) throw Object.assign(new Error('refused'), answer)
    return answer
  },
} as unknown as Pick<IpcClient, 'ask'>

const { player, output } = createAudioPlayer(client)
connectMediaSession(player, navigator.mediaSession)
const page: PlayerPage = {
  player,
  sampleRate: output.context.sampleRate,
  async record(act) {
    const recording = await recordNode(output.outputNode)
    await act(player)
    const { channels } = await recording.stop()
    const [left = new Float32Array(), right = left] = channels
    return toBase64(left.map((sample, at) => (sample + (right[at] ?? 0)) / 2))
  },
  async firstSound(act) {
    const { heard } = await firstSound(output.outputNode)
    const began = performance.now()
    act()
    return (await heard) - began
  },
  async setDevice(id) {
    await output.setDevice(id)
    return (output.context as AudioContext & { readonly sinkId: string }).sinkId
  },
  async until(isTrue) {
    if (isTrue(player.store.getState())) return
    await new Promise<void>((resolve, reject) => {
      const stop = player.store.subscribe((state) => {
        if (state.error !== null) reject(new Error(`${state.error.code}: ${state.error.message}`))
        if (state.error === null && !isTrue(state)) return
        stop()
        resolve()
      })
    })
  },
}
window.playerPage = page

function toBase64({ buffer }: Float32Array): string {
  const bytes = new Uint8Array(buffer)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
