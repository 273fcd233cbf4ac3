import { expect, it } from 'vitest'
import { clockTime, roughTime, spokenTime } from './time.ts'

it.each([
  [0, '0:00'],
  [-5, '0:00'],
  [59_999, '0:59'],
  [187_000, '3:07'],
  [3_723_000, '1:02:03'],
])('writes %i ms as %s', (milliseconds, text) => {
  expect(clockTime(milliseconds)).toBe(text)
})

it.each([
  [0, '0 seconds'],
  [1_000, '1 second'],
  [72_000, '1 minute 12'],
  [240_000, '4 minutes'],
  [3_600_000, '1 hour'],
  [7_320_000, '2 hours 2 minutes'],
])('says %i ms as %s', (milliseconds, text) => {
  expect(spokenTime(milliseconds)).toBe(text)
})

it.each([
  [20_000, '1 min'],
  [2_530_000, '42 min'],
  [3_780_000, '1 h 3 min'],
])('rounds %i ms to %s', (milliseconds, text) => {
  expect(roughTime(milliseconds)).toBe(text)
})
