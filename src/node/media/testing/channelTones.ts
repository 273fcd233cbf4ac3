import { writeFile } from 'node:fs/promises'
import { readSamples } from '../../../testAudio/signal.ts'

const sampleRate = 48_000
const seconds = 0.1
const amplitude = 0.5
/** Each has whole periods in what is measured. */
const toneOf = (channel: number) => 500 + 250 * channel

/**
 * Writes a WAV file of 16 bits with another tone in each channel.
 *
 * @param mask null: the short header, which says nothing of speakers
 */
export async function writeTones(path: string, channels: number, mask: number | null): Promise<void> {
  const count = Math.round(sampleRate * seconds)
  const samples = Buffer.alloc(count * channels * 2)
  for (let at = 0; at < count; at++) {
    for (let channel = 0; channel < channels; channel++) {
      const sample = amplitude * Math.sin((2 * Math.PI * toneOf(channel) * at) / sampleRate)
      samples.writeInt16LE(Math.round(sample * 32_767), (at * channels + channel) * 2)
    }
  }
  await writeFile(path, Buffer.concat([headerOf(channels, mask, samples.length), samples]))
}

function headerOf(channels: number, mask: number | null, dataBytes: number): Buffer {
  const formatBytes = mask === null ? 16 : 40
  const header = Buffer.alloc(28 + formatBytes)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(20 + formatBytes + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(formatBytes, 16)
  header.writeUInt16LE(mask === null ? 1 : 0xfffe, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(sampleRate, 24)
  header.writeUInt32LE(sampleRate * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  if (mask !== null) {
    header.writeUInt16LE(22, 36)
    header.writeUInt16LE(16, 38)
    header.writeUInt32LE(mask >>> 0, 40)
    header.write('0100000000001000800000aa00389b71', 44, 'hex')
  }
  header.write('data', 20 + formatBytes, 'latin1')
  header.writeUInt32LE(dataBytes, 24 + formatBytes)
  return header
}

/**
 * How loud each of a file's channels is on the left and on the right, 1 being as loud as it was.
 *
 * @param path a file of {@link writeTones}, or what was made of one without loss
 * @returns for each channel its gain on each side; one side for a mono file
 */
export async function heardTones(path: string, channels: number, ffmpeg: string): Promise<number[][]> {
  const samples = await readSamples(path, ffmpeg)
  const sides = Math.min(channels, 2)
  return Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: sides }, (__, side) => gainOf(samples, sides, side, toneOf(channel))),
  )
}

/** The amplitude of one frequency on one side. */
function gainOf(samples: Float32Array, sides: number, side: number, hz: number): number {
  let [real, imaginary] = [0, 0]
  // A lossy file may lack a few.
  const count = Math.floor(samples.length / sides)
  for (let at = 0; at < count; at++) {
    const sample = samples[at * sides + side] ?? 0
    const turn = (2 * Math.PI * hz * at) / sampleRate
    real += sample * Math.cos(turn)
    imaginary += sample * Math.sin(turn)
  }
  return (2 * Math.hypot(real, imaginary)) / count / amplitude
}
