import fc from 'fast-check'
import { expect, test } from 'vitest'
import { label, toAddress } from '../../shared/ids.ts'
import { loudnessGain, usesReleaseLoudness } from './loudness.ts'
import type { QueueItem } from './playerState.ts'

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

const item = (key: string, releaseTitle: string | null): QueueItem => {
  const track = {
    label: label.parse(`track/${'a'.repeat(32)}/1`),
    title: key,
    artistName: 'Somebody',
    artist: toAddress(`0x${'1'.repeat(40)}`),
    releaseTitle,
    artwork: null,
    durationMs: 1000,
  }
  return { key, track, isPreview: false, unshuffledPosition: 0 }
}

test('automatic takes the loudness of a release where two of its tracks follow each other in the queue', () => {
  const queue = [
    item('1', 'Tides'),
    item('2', 'Tides'),
    item('3', 'Salt'),
    item('4', 'Tides'),
    item('5', null),
  ]
  const used = (isShuffled: boolean) =>
    queue.map((each) => usesReleaseLoudness('automatic', { queue, isShuffled }, each))
  expect(used(false)).toEqual([true, true, false, false, false])
  expect(used(true)).toEqual([false, false, false, false, false])
})

test('a release is always, or never, what counts where the person says so', () => {
  const [queue, one] = [[], item('1', 'Tides')]
  expect(usesReleaseLoudness('album', { queue, isShuffled: true }, one)).toBe(true)
  expect(usesReleaseLoudness('track', { queue: [one, one], isShuffled: false }, one)).toBe(false)
})
