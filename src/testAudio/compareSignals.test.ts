import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareSignals } from './compareSignals.ts'
import { createCorrelator } from './correlator.ts'
import type { Signal } from './signal.ts'
import { render } from './synth/render.ts'

const sampleRate = 8000
const seconds = 15
const piece = (seed: number): Signal => {
  const samples = new Float32Array(seconds * sampleRate)
  let at = 0
  for (const { left } of render(seed, sampleRate, samples.length)) {
    samples.set(left, at)
    at += left.length
  }
  return { sampleRate, samples }
}
const changed = (
  signal: Signal,
  change: (sample: number, at: number, all: Float32Array) => number,
): Signal => ({
  ...signal,
  samples: signal.samples.map(change),
})

describe('comparing two signals', () => {
  const original = piece(1)
  const another = piece(3)

  test('finds a piece in itself, at no lag', () => {
    const comparison = compareSignals(original, original)
    expect(comparison).toMatchObject({ same: true, sounding: seconds, lagSpread: 0 })
    expect(comparison.lowest).toBeCloseTo(1, 9)
  })

  test.each([-250, -1, 37, 1234])('finds it %i samples late, softer, and with noise', (late) => {
    const moved = changed(
      original,
      (_sample, at, all) => 0.3 * (all[at - late] ?? 0) + 0.002 * Math.sin(at * at),
    )
    const comparison = compareSignals(original, moved)
    expect(comparison.same).toBe(true)
    expect(new Set(comparison.seconds.slice(1, -1).map(({ lag }) => lag))).toEqual(new Set([late]))
  })

  test.each([
    ['another piece', () => piece(2)],
    ['silence', () => changed(original, () => 0)],
    ['the piece with its polarity turned', () => changed(original, (sample) => -sample)],
    [
      'the piece from a second later on',
      () => ({ ...original, samples: original.samples.subarray(sampleRate) }),
    ],
    ['the piece cut short', () => ({ ...original, samples: original.samples.subarray(0, 10 * sampleRate) })],
    [
      'the piece with a gap of 5 ms in the middle',
      () => changed(original, (sample, at, all) => (at < all.length / 2 ? sample : (all[at - 40] ?? 0))),
    ],
    [
      'the piece with one second of another',
      () =>
        changed(original, (sample, at) =>
          Math.floor(at / sampleRate) === 7 ? (another.samples[at] ?? 0) : sample,
        ),
    ],
  ])('does not take %s for it', (_what, other) => {
    expect(compareSignals(original, other()).same).toBe(false)
  })

  test('wants enough sound to be sure', () => {
    const short = { ...original, samples: original.samples.subarray(0, 11 * sampleRate) }
    expect(compareSignals(short, short)).toMatchObject({ same: false, sounding: 11 })
    expect(compareSignals(short, short, { minSeconds: 10 }).same).toBe(true)
    const quiet = changed(original, (sample, at) => (at < 5 * sampleRate ? 0 : sample))
    expect(compareSignals(quiet, quiet)).toMatchObject({ same: false, sounding: 10 })
  })

  test('refuses signals at different rates', () => {
    expect(() => compareSignals(original, { ...original, sampleRate: 16_000 })).toThrow(
      expect.objectContaining({ code: 'MEDIA_RATES_DIFFER' }),
    )
  })
})

describe('the correlator', () => {
  test('agrees with the definition', () => {
    const sample = fc.float({ min: -1, max: 1, noNaN: true })
    const [length, reach] = [20, 6]
    const correlate = createCorrelator(length, reach)
    const block = fc.array(sample, { minLength: length, maxLength: length })
    const window = fc.array(sample, { minLength: length + 2 * reach, maxLength: length + 2 * reach })
    fc.assert(
      fc.property(block, window, (a, b) => {
        fc.pre(Math.hypot(...a) > 0.1)
        const direct = (offset: number) => {
          const part = b.slice(offset, offset + length)
          const size = Math.hypot(...part)
          return size < 1e-3 * Math.hypot(...a)
            ? 0
            : part.reduce((sum, value, at) => sum + value * (a[at] ?? 0), 0) / size / Math.hypot(...a)
        }
        const best = Math.max(...Array.from({ length: 2 * reach + 1 }, (_, offset) => direct(offset)))
        const found = correlate(Float32Array.from(a), Float32Array.from(b))
        expect(found.correlation).toBeCloseTo(best, 3)
        expect(direct(found.lag + reach)).toBeCloseTo(best, 3)
      }),
    )
  })
})
