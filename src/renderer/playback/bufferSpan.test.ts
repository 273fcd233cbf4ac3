import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bufferSpan } from './bufferSpan.ts'

const lossless = { sampleRate: 44_100, channels: 2, segments: [0, 44_100, 176_400, 176_400] }
const bytesPerSecond = 44_100 * 2 * 3
/** Of one source buffer; Chromium's limit for sound. */
const chromiumBytes = 12_000_000
/** What was played is dropped when there is half as much again as is kept. */
const slack = 1.5

describe('at the usual speed', () => {
  test('half a minute is held in advance, as far as 4 MB of uncompressed sound are that', () => {
    expect(bufferSpan([lossless], 1).ahead).toBeCloseTo(4_000_000 / bytesPerSecond)
    expect(bufferSpan([{ ...lossless, sampleRate: 8000, channels: 1 }], 1)).toEqual({ ahead: 30, behind: 20 })
  })

  test('what is played slower needs no more', () => {
    expect(bufferSpan([lossless], 0.5)).toEqual(bufferSpan([lossless], 1))
  })
})

describe('what is played faster', () => {
  test('leaves as much time to bring the next sound: at twice the speed there is twice as much of it', () => {
    for (const rate of [1.25, 1.5, 1.9])
      expect(bufferSpan([lossless], rate).ahead / rate).toBeCloseTo(bufferSpan([lossless], 1).ahead)
  })

  test('has more than twice as much in advance at ten times the speed', () => {
    expect(bufferSpan([lossless], 10).ahead).toBeGreaterThan(2 * 15)
  })

  test('has never less in advance than at the usual speed, and fits into what Chromium holds, with the next segment', () => {
    const rendition = fc.record({
      sampleRate: fc.constantFrom(8000, 44_100, 48_000, 96_000),
      channels: fc.constantFrom(1, 2),
    })
    fc.assert(
      fc.property(rendition, fc.double({ min: 0.5, max: 16, noNaN: true }), (form, rate) => {
        const segment = 4 * form.sampleRate
        const { ahead, behind } = bufferSpan([{ ...form, segments: [0, segment] }], rate)
        const usual = bufferSpan([{ ...form, segments: [0, segment] }], 1)
        expect(ahead).toBeGreaterThanOrEqual(usual.ahead)
        expect(behind).toBeLessThanOrEqual(usual.behind)
        const held = (ahead + 4 + slack * behind) * form.sampleRate * form.channels * 3
        expect(held).toBeLessThan(chromiumBytes)
      }),
    )
  })
})
