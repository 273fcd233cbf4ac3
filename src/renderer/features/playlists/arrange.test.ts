import fc from 'fast-check'
import { expect, it } from 'vitest'
import { moved } from './arrange.ts'

it('moves up, down and to the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
})

it('loses and adds nothing, wherever it is moved', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), fc.integer(), (items, from, to) => {
      const sorted = (list: number[]) => list.toSorted((a, b) => a - b)
      expect(sorted(moved(items, from, to))).toEqual(sorted(items))
    }),
  )
})
