import { describe, expect, test } from 'vitest'
import { clockTime, dayOf, elapsedTime, relativeTime, spokenTime } from './time.ts'

const now = Date.UTC(2026, 10, 22, 12)

describe('a time on the screen', () => {
  test.each([
    [now - 5_000, 'just now'],
    [now - 5 * 60_000, '5 minutes ago'],
    [now - 26 * 3_600_000, 'yesterday'],
    [now + 100 * 86_400_000, 'in 3 months'],
  ])('%s is %s', (at, text) => {
    expect(relativeTime(at, now)).toBe(text)
  })

  test('names the year only when it is another', () => {
    expect(dayOf(Date.UTC(2026, 2, 3, 12), now)).toBe('3 March')
    expect(dayOf(Date.UTC(2027, 2, 3, 12), now)).toBe('3 March 2027')
  })
})

test.each([
  [-3, '0.0 s'],
  [400, '0.4 s'],
  [9_940, '9.9 s'],
  [12_300, '12 s'],
  [99_400, '99 s'],
  [100_000, '2 min'],
  [600_000, '10 min'],
])('what took %s ms took %s', (ms, text) => {
  expect(elapsedTime(ms)).toBe(text)
})

describe('a length', () => {
  test.each([
    [0, '0:00', '0 seconds'],
    [61_999, '1:01', '1 minute 1 second'],
    [7_384_000, '2:03:04', '2 hours 3 minutes 4 seconds'],
  ])('of %s ms is %s, read as %s', (ms, shown, said) => {
    expect(clockTime(ms)).toBe(shown)
    expect(spokenTime(ms)).toBe(said)
  })
})
