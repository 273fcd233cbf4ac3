import { expect, test } from 'vitest'
import { lastDayBefore, parseEnd } from './endOfDay.ts'

test('a day is in time as a whole', () => {
  expect(parseEnd('2026-12-31')).toBe(new Date(2027, 0, 1).getTime())
  expect(parseEnd(' 2028-02-29 ')).toBe(new Date(2028, 2, 1).getTime())
})

test('a time of a day is the end itself', () => {
  expect(parseEnd('2026-12-24 18:05')).toBe(new Date(2026, 11, 24, 18, 5).getTime())
  expect(parseEnd('2026-12-24T00:00')).toBe(new Date(2026, 11, 24).getTime())
})

test('what no calendar has is no end', () => {
  for (const text of [
    '',
    'tomorrow',
    '24.12.2026',
    '2026-02-30',
    '2026-13-01',
    '2026-12-24 25:00',
    '2026-12',
  ])
    expect(parseEnd(text)).toBeUndefined()
})

test('an end is shown as the last day that is in time', () => {
  for (const day of ['2026-12-31', '2027-01-01', '2028-02-29'])
    expect(lastDayBefore(parseEnd(day) ?? 0)).toBe(day)
})
