import { expect, test } from 'vitest'
import { newestEditions, workNameOf } from './editions.ts'
import { label } from './ids.ts'

const of = (kind: string, digit: string, edition: number) =>
  label.parse(`${kind}/${digit.repeat(32)}/${edition}`)

test('editions of one work have its name in common, and the newest stands for all', () => {
  expect(workNameOf(of('track', 'a', 12))).toBe(`track/${'a'.repeat(32)}`)
  const labels = [of('track', 'a', 2), of('release', 'a', 1), of('track', 'b', 9), of('track', 'a', 10)]
  expect(newestEditions(labels)).toEqual([of('track', 'a', 10), of('release', 'a', 1), of('track', 'b', 9)])
  expect(newestEditions([])).toEqual([])
})
