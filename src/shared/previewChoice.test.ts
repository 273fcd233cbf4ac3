import fc from 'fast-check'
import { expect, test } from 'vitest'
import { previewChoice, previewMaxMs, previewMinMs, previewWithin } from './previewChoice.ts'

test.each([
  ['a length of nothing', { startMs: 0, lengthMs: 0 }],
  ['a longer one than fits into a block', { startMs: 0, lengthMs: previewMaxMs + 1 }],
  ['a beginning before the beginning', { startMs: -1 }],
  ['a part of a millisecond', { startMs: 0.5 }],
  ['a word that is none', 'all'],
])('%s is no preview', (_, choice) => {
  expect(previewChoice.safeParse(choice).success).toBe(false)
})

test('a part lies within its track, as long as it was chosen where the track is', () => {
  const length = fc.integer({ min: previewMinMs, max: previewMaxMs })
  fc.assert(
    fc.property(
      fc.nat(10_000_000),
      fc.option(length, { nil: undefined }),
      fc.integer({ min: 1, max: 10_000_000 }),
      (startMs, lengthMs, durationMs) => {
        const part = previewWithin({ startMs, ...(lengthMs !== undefined && { lengthMs }) }, durationMs)
        expect(part.startMs).toBeGreaterThanOrEqual(0)
        expect(part.lengthMs).toBeGreaterThan(0)
        expect(part.startMs + part.lengthMs).toBeLessThanOrEqual(durationMs)
        expect(part.lengthMs).toBe(Math.min(lengthMs ?? Math.min(30_000, durationMs / 2), durationMs))
      },
    ),
  )
})
