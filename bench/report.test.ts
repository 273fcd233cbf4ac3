import { expect, test } from 'vitest'
import { tableOf } from './report.ts'
import { type BenchRow, quantile } from './row.ts'

const row: BenchRow = {
  name: 'a thing',
  ours: 1234.5,
  unit: 'ms',
  against: { name: 'another', value: 0.01234 },
  ratio: 2,
  target: '≤ 1×',
  met: false,
}

test('a row shows both values in their unit, and whether its target was met', () => {
  expect(tableOf([row])).toMatch(/a thing .* 1,235 ms .* another .* 0\.0123 ms .* 2× .* ≤ 1× .* no/)
  expect(tableOf([{ ...row, target: null, met: null }])).not.toMatch(/ no /)
})

test('what could not be measured says why', () => {
  const error = { code: 'MEDIA_FFMPEG_MISSING', message: 'There is no ffmpeg.' }
  expect(tableOf([row, { name: 'upload', error }])).toMatch(
    /upload .* failed: There is no ffmpeg\. \(MEDIA_FFMPEG_MISSING\)/,
  )
})

test('the median and the 95th percentile of hundred values are where they belong', () => {
  const values = Array.from({ length: 100 }, (_, index) => 99 - index)
  expect([quantile(values, 0.5), quantile(values, 0.95)]).toEqual([50, 95])
})
