import { writeFile } from 'node:fs/promises'
import { wavHeader } from '../../src/node/media/wavFile.ts'

/** A sine that begins and ends at zero. */
export interface Tone {
  /** dBFS. */
  readonly peak: number
  readonly hertz: number
  /** A whole number of the tone's periods. */
  readonly seconds: number
  readonly sampleRate: number
  readonly channels: 1 | 2
}

/** Writes a tone as a 24-bit WAV file. */
export async function writeTone(
  file: string,
  { peak, hertz, seconds, sampleRate, channels }: Tone,
): Promise<void> {
  const count = Math.round(seconds * sampleRate)
  const header = wavHeader({ sampleRate, channels, encoding: 's24', sampleCount: count })
  const samples = Buffer.alloc(count * channels * 3)
  const gain = 10 ** (peak / 20) * (2 ** 23 - 1)
  for (let n = 0; n < count; n += 1) {
    const sample = Math.round(gain * Math.sin((2 * Math.PI * hertz * n) / sampleRate))
    for (let channel = 0; channel < channels; channel += 1) {
      samples.writeIntLE(sample, (n * channels + channel) * 3, 3)
    }
  }
  await writeFile(file, Buffer.concat([header, samples]))
}
