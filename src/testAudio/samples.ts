import { wavHeader } from '../node/media/wavFile.ts'

/** A tone that slides from 200 Hz to 2 kHz, so that it fits itself at one place only. Samples from -1 to 1, one channel. */
export function sineSweep(sampleRate: number, seconds: number): Float32Array {
  const [from, to] = [200, 2000]
  return Float32Array.from({ length: sampleRate * seconds }, (_, index) => {
    const time = index / sampleRate
    return 0.5 * Math.sin(2 * Math.PI * (from * time + ((to - from) * time * time) / (2 * seconds)))
  })
}

/** The samples, interleaved, as a WAV file of 32-bit floats (format 3). */
export function encodeFloatWav(samples: Float32Array, sampleRate: number, channels = 1): Buffer {
  const sampleCount = samples.length / channels
  const header = wavHeader({ sampleRate, channels, encoding: 'f32', sampleCount })
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)])
}

/** −60 dBFS. */
const audibleLevel = 1e-3

/** A view from the first audible sample on; empty when there is none. */
export function trimLeadingSilence(samples: Float32Array): Float32Array {
  const first = samples.findIndex((sample) => Math.abs(sample) > audibleLevel)
  return first === -1 ? new Float32Array() : samples.subarray(first)
}
