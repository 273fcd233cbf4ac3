import { writeFile } from 'node:fs/promises'
import { fromFirstSound, wavFile } from '../app/sound.ts'
import type { Person } from './person.ts'

/** What a person hears, from now on: after loudness and volume, where it would go to the loudspeakers. */
export class Ears {
  private readonly person: Person

  private constructor(person: Person) {
    this.person = person
  }

  static async open(person: Person): Promise<Ears> {
    await person.page.evaluate(async () => {
      const { buskerTap } = window
      if (buskerTap === undefined) throw new Error('This build has no tap.')
      Object.assign(window, { buskerEars: await buskerTap.recordPlayer() })
    })
    return new Ears(person)
  }

  /**
   * Writes what was heard to a WAV file, from its first sound on.
   *
   * @returns seconds
   */
  async write(file: string): Promise<number> {
    const { sampleRate, base64 } = await this.person.page.evaluate(async () => {
      const { buskerEars } = window as unknown as {
        buskerEars: { stop(): Promise<{ sampleRate: number; channels: readonly Float32Array[] }> }
      }
      const heard = await buskerEars.stop()
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
    const samples = fromFirstSound(
      new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Float32Array.BYTES_PER_ELEMENT),
    )
    await writeFile(file, wavFile(samples, sampleRate))
    return samples.length / sampleRate
  }
}
