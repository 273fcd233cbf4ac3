import { describe, expect, test } from 'vitest'
import { clockTime, dayOf, relativeTime, spokenTime } from './time.ts'

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
