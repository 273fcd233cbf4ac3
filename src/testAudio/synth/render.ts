import { compose } from './compose.ts'
import { startVoice, type Voice } from './instruments.ts'

/** A stretch of two channels, each between −1 and 1. */
export interface StereoBlock {
  readonly left: Float64Array
  readonly right: Float64Array
}

/** The piece of a seed as sound, a step at a time: `sampleCount` samples in all. */
export function* render(seed: number, sampleRate: number, sampleCount: number): Generator<StereoBlock> {
  const { stepsPerMinute, steps } = compose(seed)
  const stepSamples = Math.round((sampleRate * 60) / stepsPerMinute)
  let voices: Voice[] = []
  for (let done = 0; done < sampleCount; done += stepSamples) {
    const notes = steps.next()
    if (notes.done !== true)
      voices.push(...notes.value.map((note) => startVoice(note, stepSamples, sampleRate)))
    yield mix(voices, Math.min(stepSamples, sampleCount - done))
    voices = voices.filter(({ remaining }) => remaining > 0)
  }
}

function mix(voices: readonly Voice[], length: number): StereoBlock {
  const left = new Float64Array(length)
  const right = new Float64Array(length)
  for (const voice of voices) {
    const sounding = Math.min(length, voice.remaining)
    for (let at = 0; at < sounding; at++) {
      const sample = voice.next()
      left[at] = (left[at] ?? 0) + sample * voice.left
      right[at] = (right[at] ?? 0) + sample * voice.right
    }
    voice.remaining -= sounding
  }
  return { left, right }
}
