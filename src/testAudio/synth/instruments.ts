import type { Note } from './compose.ts'
import { createRandom } from './random.ts'

/** A note while it sounds: its next sample, at each call. */
export interface Voice {
  readonly left: number
  readonly right: number
  /** Samples it still lasts. */
  remaining: number
  next(): number
}

const tau = 2 * Math.PI
const release = 0.03

/** Starts a note at `sampleRate` with `stepSamples` a step. */
export function startVoice(note: Note, stepSamples: number, sampleRate: number): Voice {
  const total = Math.round(note.length * stepSamples)
  const sound = sounds[note.instrument](note, sampleRate, total / sampleRate)
  let at = 0
  return {
    left: note.gain * Math.cos((note.pan * Math.PI) / 2),
    right: note.gain * Math.sin((note.pan * Math.PI) / 2),
    remaining: total,
    next: () => sound(at++ / sampleRate),
  }
}

/** Seconds since the note began → the sound at that time. */
type Sound = (time: number) => number

const sounds: Record<Note['instrument'], (note: Note, sampleRate: number, seconds: number) => Sound> = {
  lead: ({ frequency }, _rate, seconds) => {
    return (time) => {
      const phase = tau * frequency * time + 0.3 * Math.sin(tau * 5.5 * time)
      return (
        envelope(time, seconds, 0.005, 3) *
        (Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase))
      )
    }
  },
  pad: ({ frequency }, _rate, seconds) => {
    return (time) =>
      envelope(time, seconds, 0.2, 0.3) *
      (Math.sin(tau * frequency * time) + Math.sin(tau * frequency * 1.004 * time))
  },
  bass: ({ frequency }, _rate, seconds) => {
    return (time) =>
      envelope(time, seconds, 0.004, 4) *
      (Math.sin(tau * frequency * time) + 0.4 * Math.sin(2 * tau * frequency * time))
  },
  kick: (_note, _rate, seconds) => (time) =>
    envelope(time, seconds, 0.002, 14) * Math.sin(tau * (48 * time + 6 * (1 - Math.exp(-30 * time)))),
  snare: ({ noiseSeed }, _rate, seconds) => {
    const noise = softNoise(noiseSeed)
    return (time) => envelope(time, seconds, 0.001, 18) * (noise() + 0.5 * Math.sin(tau * 190 * time))
  },
  hat: ({ noiseSeed }, _rate, seconds) => {
    const noise = softNoise(noiseSeed)
    return (time) => envelope(time, seconds, 0.001, 45) * noise()
  },
}

/** Noise with its uppermost octave damped, as from a skin or a cymbal: lossy codecs drop that octave. */
function softNoise(seed: number): () => number {
  const random = createRandom(seed)
  let sample = 0
  return () => {
    sample += 0.4 * (2 * random() - 1 - sample)
    return 1.5 * sample
  }
}

/** Rises over `attack` seconds, decays at `decay` a second, and is let go before the note ends, so that nothing clicks. */
function envelope(time: number, seconds: number, attack: number, decay: number): number {
  return (
    Math.min(1, time / attack) *
    Math.exp(-decay * time) *
    Math.max(0, Math.min(1, (seconds - time) / release))
  )
}
