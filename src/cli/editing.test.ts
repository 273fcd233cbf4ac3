import { expect, test } from 'vitest'
import { parseTime } from './editing.ts'

test('a time is written in seconds, minutes or hours', () => {
  expect(['0', '75', '1:15', '1:02:03'].map(parseTime)).toEqual([0, 75_000, 75_000, 3_723_000])
  for (const text of ['', '-1', '1:60', '1:2:3:4', 'now']) {
    expect(() => parseTime(text)).toThrow(expect.objectContaining({ code: 'CLI_NUMBER' }) as Error)
  }
})
