import { expect, test } from 'vitest'
import { isrcOrNothing, readIsrc } from './isrc.ts'

test.each([
  ['DEA622600017', 'DEA622600017'],
  ['de-a62-26-00017', 'DEA622600017'],
  [' US S1Z 99 00001 ', 'USS1Z9900001'],
  ['DEA62260001', undefined],
  ['DEA6226000171', undefined],
  ['12A622600017', undefined],
  ['', undefined],
])('“%s” is the code %s', (text, code) => {
  expect(readIsrc(text)).toBe(code)
})

test('what is written becomes the code, or none; what is no code is refused', () => {
  expect(['de-a62-26-00017', ' ', ''].map((text) => isrcOrNothing.parse(text))).toEqual([
    'DEA622600017',
    '',
    '',
  ])
  expect(
    ['DEA6', `${'-'.repeat(40)}DEA622600017`].map((text) => isrcOrNothing.safeParse(text).success),
  ).toEqual([false, false])
})
