import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxAmount, toAmount } from '../../shared/money.ts'
import { agreedAmount } from './agreedAmount.ts'

const fixed = { amount: toAmount(30n) }
const atLeast = { ...fixed, orMore: true as const }
const refused = (code: string) => expect.objectContaining({ code }) as Error

test('whoever says no amount pays the price', () => {
  expect(agreedAmount(fixed)).toBe(30n)
  expect(agreedAmount(atLeast)).toBe(30n)
})

test('a fixed price is paid exactly', () => {
  expect(agreedAmount(fixed, toAmount(30n))).toBe(30n)
  expect(() => agreedAmount(fixed, toAmount(31n))).toThrow(refused('ORDER_PRICE_FIXED'))
  expect(() => agreedAmount(fixed, toAmount(29n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
})

test('a minimum is paid, or more, as far as a token goes', () => {
  for (const amount of [30n, 31n, maxAmount]) expect(agreedAmount(atLeast, toAmount(amount))).toBe(amount)
  expect(() => agreedAmount(atLeast, toAmount(29n))).toThrow(refused('ORDER_BELOW_MINIMUM'))
  expect(() => agreedAmount(atLeast, toAmount(maxAmount + 1n))).toThrow(refused('ORDER_ABOVE_CAPACITY'))
})

test('what is agreed is what was chosen, and never below the price', () => {
  const amounts = fc.bigInt({ min: 0n, max: maxAmount / 2n })
  fc.assert(
    fc.property(amounts, amounts, (amount, more) => {
      const chosen = toAmount(amount + more)
      expect(agreedAmount({ amount: toAmount(amount), orMore: true }, chosen)).toBe(chosen)
      const dearer = { amount: toAmount(amount + more + 1n), orMore: true as const }
      expect(() => agreedAmount(dearer, chosen)).toThrow(refused('ORDER_BELOW_MINIMUM'))
    }),
  )
})
