import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loudnessGain } from './loudness.ts'

const decibels = (gain: number) => 20 * Math.log10(gain)

test('a loud track is turned down to -14 LUFS', () => {
  expect(decibels(loudnessGain({ integrated: -8, truePeak: 0.5 }))).toBeCloseTo(-6)
})

test('a quiet track is turned up as far as its peak allows', () => {
  expect(decibels(loudnessGain({ integrated: -20, truePeak: -9 }))).toBeCloseTo(6)
  expect(decibels(loudnessGain({ integrated: -20, truePeak: -3 }))).toBeCloseTo(2)
  expect(loudnessGain({ integrated: -20, truePeak: 0 })).toBe(1)
})

test('no gain brings a peak above -1 dBTP that was below it, and silence stays silence', () => {
  const integrated = fc.double({ min: -200, max: 20, noNaN: true })
  const truePeak = fc.double({ min: -200, max: 40, noNaN: true })
  fc.assert(
    fc.property(integrated, truePeak, (loudness, peak) => {
      const gain = decibels(loudnessGain({ integrated: loudness, truePeak: peak }))
      expect(gain <= 0 || peak + gain <= -1 + 1e-9).toBe(true)
      expect(gain).toBeLessThanOrEqual(12 + 1e-9)
    }),
  )
})
