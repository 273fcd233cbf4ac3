import { writeFile } from 'node:fs/promises'

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
  const bytes = new DataView(new ArrayBuffer(44 + count * channels * 3))
  const text = (at: number, value: string) => {
    for (const [index, byte] of Buffer.from(value).entries()) bytes.setUint8(at + index, byte)
  }
  text(0, 'RIFF')
  bytes.setUint32(4, bytes.byteLength - 8, true)
  text(8, 'WAVEfmt ')
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, channels, true)
  bytes.setUint32(24, sampleRate, true)
  bytes.setUint32(28, sampleRate * channels * 3, true)
  bytes.setUint16(32, channels * 3, true)
  bytes.setUint16(34, 24, true)
  text(36, 'data')
  bytes.setUint32(40, count * channels * 3, true)
  const gain = 10 ** (peak / 20) * (2 ** 23 - 1)
  for (let n = 0; n < count; n += 1) {
    const sample = Math.round(gain * Math.sin((2 * Math.PI * hertz * n) / sampleRate))
    for (let channel = 0; channel < channels; channel += 1) {
      const at = 44 + (n * channels + channel) * 3
      bytes.setInt16(at + 1, sample >> 8, true)
      bytes.setUint8(at, sample & 0xff)
    }
  }
  await writeFile(file, bytes)
}
