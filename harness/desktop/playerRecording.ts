import { writeFile } from 'node:fs/promises'
import { trimLeadingSilence, encodeFloatWav } from '../../src/testAudio/samples.ts'
import type { DesktopUser } from './desktopUser.ts'

/** What a user hears, from now on: after loudness and volume, where it would go to the loudspeakers. */
export class PlayerRecording {
  readonly #user: DesktopUser

  private constructor(user: DesktopUser) {
    this.#user = user
  }

  static async start(user: DesktopUser): Promise<PlayerRecording> {
    await user.page.evaluate(async () => {
      const { buskerAudioCapture } = window
      if (buskerAudioCapture === undefined) throw new Error('This build has no audio capture.')
      Object.assign(window, { buskerRecording: await buskerAudioCapture.recordPlayer() })
    })
    return new PlayerRecording(user)
  }

  /**
   * Writes what was heard to a WAV file, from its first sound on.
   *
   * @returns seconds
   */
  async write(file: string): Promise<number> {
    const { sampleRate, base64 } = await this.#user.page.evaluate(async () => {
      const { buskerRecording } = window as unknown as {
        buskerRecording: { stop(): Promise<{ sampleRate: number; channels: readonly Float32Array[] }> }
      }
      const heard = await buskerRecording.stop()
      const [left = new Float32Array(), right = left] = heard.channels
      const mono = left.map((sample, at) => (sample + (right[at] ?? 0)) / 2)
      const bytes = new Uint8Array(mono.buffer)
      let text = ''
      for (let at = 0; at < bytes.length; at += 0x8000) {
        text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
      }
      return { sampleRate: heard.sampleRate, base64: btoa(text) }
    })
    const bytes = Buffer.from(base64, 'base64')
    const samples = trimLeadingSilence(
      new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float32Array.BYTES_PER_ELEMENT),
    )
    await writeFile(file, encodeFloatWav(samples, sampleRate))
    return samples.length / sampleRate
  }
}
