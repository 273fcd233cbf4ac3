import { expect, test } from 'vitest'
import { truePeak } from './truePeak.ts'

test('a tone whose peaks fall between its samples is as loud as it is', () => {
  const quarter = Float32Array.from(
    { length: 4800 },
    (_, n) => 0.5 * Math.sin((Math.PI / 2) * n + Math.PI / 4),
  )
  expect(Math.max(...quarter)).toBeCloseTo(0.354, 3)
  expect(truePeak(quarter)).toBeGreaterThan(-6.1)
})

test('silence has no peak', () => {
  expect(truePeak(new Float32Array(100))).toBe(-200)
})
