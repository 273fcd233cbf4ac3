import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundedGasPrice, raisedGasPrice } from './raisedGasPrice.ts'

const price = fc.bigInt({ min: 1n, max: 10n ** 15n })

test('what waits is replaced for at least a tenth more, and never for less than the chain asks', () => {
  fc.assert(
    fc.property(price, price, (asked, waiting) => {
      const raised = raisedGasPrice(asked, waiting)
      expect(raised * 10n).toBeGreaterThanOrEqual(waiting * 11n)
      expect(raised).toBeGreaterThanOrEqual(asked)
    }),
  )
})

test('whoever swallows every transaction gets none that pays more than four times of what it asks for', () => {
  fc.assert(
    fc.property(price, fc.integer({ min: 1, max: 50 }), (asked, rounds) => {
      let offered = 0n
      for (let round = 0; round < rounds; round += 1) offered = boundedGasPrice(asked, offered)
      expect(offered).toBeGreaterThanOrEqual(asked)
      expect(offered).toBeLessThanOrEqual(asked * 4n)
    }),
  )
})

test('an offer that waits is not lowered when gas gets cheaper', () => {
  expect(boundedGasPrice(10n, 100n)).toBe(100n)
  expect(boundedGasPrice(100n, 0n)).toBe(100n)
})
