import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isReleaseDate, readReleaseDate, releaseDateOrNothing, yearOf } from './releaseDate.ts'

test.each(['2026', '2026-11', '2026-11-29', '2024-02-29', '1000', '9999-12-31'])('%s is a date', (text) => {
  expect(isReleaseDate(text)).toBe(true)
})

test.each([
  '',
  '26',
  '0999',
  '2026-13',
  '2026-00',
  '2026-02-30',
  '2025-02-29',
  '2026-11-29T10:00',
  '-2026',
  '२०२६',
])('“%s” is none', (text) => {
  expect(isReleaseDate(text)).toBe(false)
})

test.each([
  ['1973', '1973'],
  [' 1973-03-01T00:00:00Z', '1973-03-01'],
  ['1973/03/01', '1973-03-01'],
  ['1973-00-00', '1973'],
  ['1973-03-00', '1973-03'],
  ['1973-02-30', '1973-02'],
  ['1973 (remastered)', '1973'],
  ['19730301', undefined],
  ['73', undefined],
  ['0000-00-00', undefined],
  ['soon', undefined],
  [undefined, undefined],
])('of the tag %s is read %s', (text, date) => {
  expect(readReleaseDate(text)).toBe(date)
})

test('whatever a tag says, what is read of it is a date or nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^ ?\d{0,5}[-./]?\d{0,3}[-./]?\d{0,3}.{0,3}$/), (text) => {
      const date = readReleaseDate(text)
      expect(date === undefined || isReleaseDate(date)).toBe(true)
    }),
  )
})

test('a person writes a date, or nothing for none', () => {
  expect([' 2026-11 ', '  '].map((text) => releaseDateOrNothing.parse(text))).toEqual(['2026-11', ''])
  expect(releaseDateOrNothing.safeParse('November').success).toBe(false)
  expect(yearOf('2026-11')).toBe(2026)
})
