import { expect, test } from 'vitest'
import { joinPriceText, splitPriceText } from './priceText.ts'

test.each([
  ['2.50', '2.50', false],
  ['2.50+', '2.50', true],
  [' 0 + ', '0', true],
  ['+', '', true],
  ['', '', false],
  ['2++', '2+', true],
  ['+2', '+2', false],
])('“%s” is the amount “%s”, and a minimum: %s', (text, amount, orMore) => {
  expect(splitPriceText(text)).toEqual({ amount, orMore })
})

test('a price is written as it is read', () => {
  for (const text of ['2.50', '2.50+', '0+']) expect(joinPriceText(splitPriceText(text))).toBe(text)
})
