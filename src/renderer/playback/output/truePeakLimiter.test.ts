import fc from 'fast-check'
import { expect, test } from 'vitest'
import { truePeak } from '../../../testAudio/truePeak.ts'
import { TruePeakLimiter } from './truePeakLimiter.ts'

const sampleRate = 48_000
const block = 128

/** One channel, through the limiter block by block. */
function limited(samples: Float32Array): Float32Array {
  const limiter = new TruePeakLimiter(sampleRate)
  const out = new Float32Array(samples.length)
  for (let at = 0; at + block <= samples.length; at += block)
    limiter.process([samples.subarray(at, at + block)], [out.subarray(at, at + block)])
  return out
}

/** A second of it, the same each time. */
function whiteNoise(gain: number): Float32Array {
  let state = 1
  return Float32Array.from({ length: 375 * block }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return gain * ((2 * state) / 2 ** 32 - 1)
  })
}

const alternating = (gain: number) =>
  Float32Array.from({ length: 100 * block }, (_, n) => (n % 2 === Math.floor(n / 250) % 2 ? gain : -gain))

const tone = (hertz: number, gain: number, seconds = 0.2, phase = 0) =>
  Float32Array.from(
    { length: Math.ceil((seconds * sampleRate) / block) * block },
    (_, n) => gain * Math.sin((2 * Math.PI * hertz * n) / sampleRate + phase),
  )

test('what is below the ceiling passes as it is, a little later', () => {
  const { delay } = new TruePeakLimiter(sampleRate)
  const samples = tone(997, 0.85)
  const out = limited(samples)
  expect(out.subarray(delay)).toEqual(samples.subarray(0, samples.length - delay))
  expect(delay / sampleRate).toBeLessThan(0.002)
})

test.each([
  ['a tone 12 dB over full scale', tone(440, 4)],
  ['peaks between samples', tone(12_000, 1.2, 0.2, Math.PI / 4)],
  ['a click in silence', Float32Array.from({ length: 9600 }, (_, n) => (n === 5000 ? 3 : 0))],
  ['a blast out of quiet', Float32Array.from(tone(440, 1), (x, n) => x * (n < 4000 ? 0.01 : 3))],
  ['white noise 12 dB over full scale', whiteNoise(4)],
  ['samples that jump between both ends of it', whiteNoise(4).map((x) => 4 * Math.sign(x))],
  ['half the sample rate, turned round again and again', alternating(4)],
])('%s comes out at -1 dBTP at most', (_what, samples) => {
  expect(truePeak(limited(samples))).toBeLessThanOrEqual(-1)
})

const noise = fc
  .array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 512, maxLength: 1024 })
  .map((values) => Float32Array.from([...values, ...Array.from({ length: 512 }, () => 0)]))

test('no sample ever exceeds -1 dBFS', () => {
  fc.assert(
    fc.property(noise, (samples) => {
      expect(Math.max(...limited(samples).map(Math.abs))).toBeLessThanOrEqual(10 ** (-1 / 20))
    }),
  )
})

test('white noise up to half the sample rate, 12 dB over full scale, comes out at -1 dBTP at most', () => {
  fc.assert(
    fc.property(noise, (samples) => {
      expect(truePeak(limited(samples))).toBeLessThanOrEqual(-1)
    }),
    { numRuns: 40 },
  )
})

test('noise 12 dB over full scale, of which less is above 12 kHz as in any music, comes out at -1 dBTP at most', () => {
  const smooth = (samples: Float32Array) =>
    samples.map((x, n) => 0.5 * x + 0.25 * ((samples[n - 1] ?? 0) + (samples[n + 1] ?? 0)))
  fc.assert(
    fc.property(noise, (samples) => {
      expect(truePeak(limited(smooth(samples)))).toBeLessThanOrEqual(-1)
    }),
    { numRuns: 40 },
  )
})

test('after a peak the gain comes back, and then nothing is changed any more', () => {
  const samples = Float32Array.from(tone(440, 0.5, 2), (x, n) => (n === 2000 ? 3 : x))
  const out = limited(samples)
  const { delay } = new TruePeakLimiter(sampleRate)
  const from = sampleRate * 1.5
  expect(out.subarray(from, from + 4800)).toEqual(samples.subarray(from - delay, from - delay + 4800))
})
