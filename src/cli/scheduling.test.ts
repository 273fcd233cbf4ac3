import { expect, test } from 'vitest'
import { parseOn } from './scheduling.ts'

test('a day begins at midnight here, and a time is as the clock here has it', () => {
  expect(parseOn('2026-12-24')).toBe(new Date(2026, 11, 24).getTime())
  expect(parseOn('2026-12-24 18:30')).toBe(new Date(2026, 11, 24, 18, 30).getTime())
})

test.each(['', 'tomorrow', '2026-02-30', '2026-12-24 25:00', '24.12.2026'])('“%s” is no time', (text) => {
  expect(() => parseOn(text)).toThrow(expect.objectContaining({ code: 'CLI_MOMENT' }) as Error)
})
