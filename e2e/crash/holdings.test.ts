import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missingFrom } from './holdings.ts'

const amount = fc.bigInt({ min: 0n, max: 10n ** 24n })
const count = fc.integer({ min: 0, max: 50 })
const cost = { price: 50n, fee: 3n }

test('one stolen base unit is missing, whatever was bought, lost with a reason or owed besides', () => {
  fc.assert(
    fc.property(amount, count, count, amount, (wealth, bought, more, explained) => {
      const before = { wealth: wealth + BigInt(more) * 53n + explained, bought, explained: 7n }
      const honest = { wealth, bought: bought + more, explained: 7n + explained }
      expect(missingFrom(before, honest, cost)).toBe(0n)
      expect(missingFrom(before, { ...honest, wealth: wealth - 1n }, cost)).toBe(1n)
    }),
  )
})

test('a loss that nobody recorded is missing', () => {
  const before = { wealth: 100n, bought: 0, explained: 0n }
  expect(missingFrom(before, { ...before, wealth: 40n }, cost)).toBe(60n)
  expect(missingFrom(before, { wealth: 40n, bought: 0, explained: 60n }, cost)).toBe(0n)
})
