import { createRandom } from './synth/random.ts'

/** Sounds that codecs are known to fail at, each at its level from the first sample to the last. */
export type CodecSignal = 'tone' | 'tones' | 'noise' | 'castanets' | 'speech'

/** One channel, within ±0.7. @param seconds may be a fraction */
export function codecSignal(name: CodecSignal, sampleRate: number, seconds: number): Float32Array {
  const next = generators[name](sampleRate)
  const samples = Float32Array.from({ length: Math.round(sampleRate * seconds) }, (_, at) => next(at))
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0)
  return samples.map((sample) => (sample * 0.7) / peak)
}

type NextSample = (at: number) => number

const generators: Readonly<Record<CodecSignal, (sampleRate: number) => NextSample>> = {
  tone,
  tones,
  noise,
  castanets,
  speech,
}

/** A steady one of 1.4 kHz. */
function tone(sampleRate: number): NextSample {
  return (at) => Math.sin((2 * Math.PI * 1400 * at) / sampleRate)
}

/** Four partials that have no common period, at full level from the start. */
function tones(sampleRate: number): NextSample {
  const partials = [
    [261.63, 1],
    [659.26, 0.6],
    [1975.5, 0.3],
    [5231.7, 0.12],
  ] as const
  return (at) =>
    partials.reduce((sum, [hz, level]) => sum + level * Math.cos((2 * Math.PI * hz * at) / sampleRate), 0)
}

/** Falling by about 3 dB an octave, as most music does (Paul Kellet's filter). */
function noise(): NextSample {
  const random = createRandom(7)
  let [slow, middle, fast] = [0, 0, 0]
  return () => {
    const white = random() * 2 - 1
    slow = 0.99765 * slow + white * 0.099046
    middle = 0.963 * middle + white * 0.2965164
    fast = 0.57 * fast + white * 1.0526913
    return slow + middle + fast + white * 0.1848
  }
}

/** Bursts of noise that begin at once and are gone in 30 ms, eight a second: what is spread before one is heard. */
function castanets(sampleRate: number): NextSample {
  const random = createRandom(11)
  const period = Math.round(sampleRate / 8)
  let low = 0
  return (at) => {
    const white = random() * 2 - 1
    low += 0.3 * (white - low)
    const since = (at % period) / sampleRate
    return (white - low) * Math.exp(-since / 0.006) + 0.0005 * white
  }
}

/** Pulses of a voice that slides, through the formants of a vowel: nothing between them, which codecs fill. */
function speech(sampleRate: number): NextSample {
  const formants = [
    [730, 90],
    [1090, 110],
    [2440, 170],
    [3400, 250],
  ].map(([hz = 0, width = 0]) => resonator(hz, width, sampleRate))
  let phase = 1
  return (at) => {
    const pitch = 110 + 30 * Math.sin((2 * Math.PI * 0.7 * at) / sampleRate)
    phase += pitch / sampleRate
    const pulse = phase >= 1 ? 1 : 0
    phase %= 1
    return formants.reduce((sum, filter) => sum + filter(pulse), 0)
  }
}

/** A two-pole filter of some centre and width, Hz. */
function resonator(hz: number, width: number, sampleRate: number): (input: number) => number {
  const radius = Math.exp((-Math.PI * width) / sampleRate)
  const turn = 2 * radius * Math.cos((2 * Math.PI * hz) / sampleRate)
  let [last, before] = [0, 0]
  return (input) => {
    const output = input * (1 - radius) + turn * last - radius * radius * before
    before = last
    last = output
    return output
  }
}
