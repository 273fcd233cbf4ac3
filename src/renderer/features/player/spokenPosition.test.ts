import { expect, test } from 'vitest'
import { roughDuration, spokenPosition } from './spokenPosition.ts'

test.each([
  [72, 240, '1 minute 12 of 4 minutes'],
  [0, 45.9, '0 seconds of 45 seconds'],
  [-3, 1, '0 seconds of 1 second'],
  [3600, 7320, '1 hour of 2 hours 2 minutes'],
])('reads out %d s of %d s as %s', (position, length, text) => {
  expect(spokenPosition(position, length)).toBe(text)
})

test.each([
  [20_000, '1 min'],
  [2_530_000, '42 min'],
  [3_780_000, '1 h 3 min'],
])('rounds %i ms to %s', (milliseconds, text) => {
  expect(roughDuration(milliseconds)).toBe(text)
})
