import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { decodeAudio } from '../node/media/decodeAudio.ts'
import { encodeAudio } from '../node/media/encodeAudio.ts'
import { probe } from '../node/media/probe.ts'
import { defaultExcerpt, type RenditionName } from '../node/media/renditions.ts'
import { type CodecSignal, codecSignal } from './codecSignals.ts'
import { encodeFloatWav } from './samples.ts'
import { type WindowError, windowErrors } from './windowErrors.ts'

const sampleRate = 44_100
const seconds = 2
/** Samples by which the right channel is late, and how loud it is: as from a voice that stands on one side. */
const rightSide = { late: 30, gain: 0.8 }

export interface RenditionErrors {
  readonly rendition: RenditionName
  readonly windows: readonly WindowError[]
}

/**
 * Publishes a signal that is at its level from the first sample to the last, and compares every lossy rendition of it.
 *
 * @param path of a file that is written for it
 */
export async function renditionErrors(
  signal: CodecSignal,
  channels: 1 | 2,
  { path, ffmpeg }: { readonly path: string; readonly ffmpeg: string },
): Promise<RenditionErrors[]> {
  const left = codecSignal(signal, sampleRate, seconds + 1).subarray(
    rightSide.late,
    rightSide.late + seconds * sampleRate,
  )
  const right = codecSignal(signal, sampleRate, seconds + 1).map((sample) => sample * rightSide.gain)
  const samples = Float32Array.from({ length: left.length * channels }, (_, at) =>
    at % channels === 0 ? (left[at / channels] ?? 0) : (right[(at - 1) / 2] ?? 0),
  )
  await writeFile(path, encodeFloatWav(samples, sampleRate, channels))
  const source = await probe(path, { ffmpeg })
  const segments = new Map<RenditionName, Uint8Array[]>()
  const { renditions } = await encodeAudio(source, {
    ffmpeg,
    async onSegment(name, { bytes }) {
      segments.set(name, [...(segments.get(name) ?? []), bytes])
    },
  })
  const lossy = renditions.filter(({ codec }) => codec !== 'flac')
  return Promise.all(
    lossy.map(async (rendition) => {
      const parts: Buffer[] = []
      await decodeAudio(rendition, Readable.from(segments.get(rendition.name) ?? []), {
        ffmpeg,
        encoding: 'f32',
        onSamples: async (bytes) => void parts.push(bytes),
      })
      const decoded = new Float32Array(new Uint8Array(Buffer.concat(parts)).buffer)
      const heard = decoded.filter((_, at) => at % channels === 0)
      const whole = rendition.name === 'preview' ? faded(left) : left
      return { rendition: rendition.name, windows: windowErrors(whole, heard, sampleRate) }
    }),
  )
}

/** The excerpt of a preview, with its fades. */
function faded(samples: Float32Array): Float32Array {
  const { start, length } = defaultExcerpt({ sampleCount: samples.length, sampleRate })
  const excerpt = samples.subarray(start * sampleRate, (start + length) * sampleRate)
  const fade = Math.floor(excerpt.length / 4)
  return excerpt.map((sample, at) => sample * Math.min(1, at / fade, (excerpt.length - at) / fade))
}
