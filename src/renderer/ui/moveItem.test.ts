import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveItem } from './moveItem.ts'

test('moves up, down and to the ends', () => {
  expect(moveItem(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moveItem(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moveItem(['a', 'b', 'c'], 1, 9)).toEqual(['a', 'c', 'b'])
  expect(moveItem(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
})

test('loses and adds nothing, wherever it is moved', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), fc.integer(), (items, from, to) => {
      const sorted = (list: number[]) => list.toSorted((a, b) => a - b)
      expect(sorted(moveItem(items, from, to))).toEqual(sorted(items))
    }),
  )
})
