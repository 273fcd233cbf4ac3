import { expect, test } from 'vitest'
import { parsePreview, parseTime } from './editing.ts'

test('a time is written in seconds, minutes or hours', () => {
  expect(['0', '75', '1:15', '1:02:03'].map(parseTime)).toEqual([0, 75_000, 75_000, 3_723_000])
  for (const text of ['', '-1', '1:60', '1:2:3:4', 'now']) {
    expect(() => parseTime(text)).toThrow(expect.objectContaining({ code: 'CLI_NUMBER' }) as Error)
  }
})

test('a preview is a beginning, a part, or the whole', () => {
  expect(['whole', '1:15', '75-2:00'].map(parsePreview)).toEqual([
    'whole',
    { startMs: 75_000 },
    { startMs: 75_000, lengthMs: 45_000 },
  ])
  for (const text of ['1:00-0:30', '30-30', '0-5:00', '1-2-3']) {
    expect(() => parsePreview(text)).toThrow(expect.objectContaining({ code: 'CLI_PREVIEW' }) as Error)
  }
})
