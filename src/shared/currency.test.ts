import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  currenciesOf,
  currencyDigits,
  rateBetween,
  rateDecimals,
  rateNumber,
  type Rate,
  worthNumber,
  worthOf,
} from './currency.ts'
import { toAddress } from './ids.ts'
import { toAmount } from './money.ts'
import { exactAmount } from './token.ts'

const token = { decimals: 18 }
const feed = toAddress(`0x${'5'.repeat(40)}`)
const unit = 10n ** 18n
const euros = (perToken: string): Rate => ({ currency: 'EUR', perToken: toAmount(BigInt(perToken)) })

test('a token of a dollar is worth what a dollar is in the currency', () => {
  const dollar = { answer: 99_990_000n, decimals: 8 }
  const euro = { answer: 108_500_000n, decimals: 8 }
  expect(rateNumber({ perToken: rateBetween(dollar, euro) })).toBe('0.921566820276')
  expect(rateNumber({ perToken: rateBetween(dollar, { answer: 1n, decimals: 0 }) })).toBe('0.9999')
})

test('an amount is shown to the currency’s smallest coin, to the nearest', () => {
  expect(worthNumber(5n * unit, token, euros('840000000000'))).toBe('4.20')
  expect(worthNumber(unit, token, euros('4999999999'))).toBe('0.00')
  expect(worthNumber(unit, token, euros('5000000000'))).toBe('0.01')
  expect(worthNumber(5n * unit, token, { currency: 'JPY', perToken: toAmount(150_300_000_000_000n) })).toBe(
    '752',
  )
  expect(worthNumber(unit, token, { currency: 'KWD', perToken: toAmount(307_654_000_000n) })).toBe('0.308')
  expect(worthNumber(-5n * unit, token, euros('840000000000'))).toBe('-4.20')
  expect(worthNumber(-1n, token, euros('840000000000'))).toBe('0.00')
})

test('what there are feeds for can be chosen, and the dollar; nothing where there is none', () => {
  expect(currenciesOf(undefined)).toEqual([])
  expect(currenciesOf({ token: feed, currencies: { GBP: feed, EUR: feed } })).toEqual(['EUR', 'GBP', 'USD'])
  expect(currencyDigits('JPY')).toBe(0)
})

const decimals = fc.integer({ min: 0, max: 36 })
const amounts = fc.bigInt({ min: 0n, max: 2n ** 128n })
const rates = fc.bigInt({ min: 1n, max: 10n ** 21n })

test('no amount is off by more than half of the smallest unit that is kept', () => {
  fc.assert(
    fc.property(amounts, rates, decimals, (value, perToken, digits) => {
      const worth = worthOf(value, { decimals: digits }, euros(String(perToken)))
      const error = worth * 10n ** BigInt(digits) - value * perToken
      expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(10n ** BigInt(digits))
    }),
  )
})

test('more is never worth less, and nothing is worth nothing', () => {
  fc.assert(
    fc.property(amounts, amounts, rates, decimals, (one, other, perToken, digits) => {
      const worth = (value: bigint) => worthOf(value, { decimals: digits }, euros(String(perToken)))
      expect(worth(one + other)).toBeGreaterThanOrEqual(worth(one))
      expect(worth(0n)).toBe(0n)
    }),
  )
})

test('a rate there and the rate back are one another’s inverse, as far as their digits go', () => {
  const price = fc.record({
    answer: fc.bigInt({ min: 10n ** 6n, max: 10n ** 12n }),
    decimals: fc.constant(8),
  })
  fc.assert(
    fc.property(price, price, (one, other) => {
      const product = rateBetween(one, other) * rateBetween(other, one)
      const whole = 10n ** BigInt(2 * rateDecimals)
      const error = product > whole ? product - whole : whole - product
      expect(error).toBeLessThanOrEqual(whole / 10n ** 5n)
    }),
  )
})

test('the number that is shown is the worth, rounded once', () => {
  fc.assert(
    fc.property(amounts, rates, (value, perToken) => {
      const rate = euros(String(perToken))
      const shown = BigInt(worthNumber(value, token, rate).replace('.', ''))
      const exact = worthOf(value, token, rate)
      const error = shown * 10n ** BigInt(rateDecimals - 2) - exact
      expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(10n ** BigInt(rateDecimals - 2))
      expect(exactAmount(exact, { decimals: rateDecimals })).toMatch(/^\d+(\.\d+)?$/)
    }),
  )
})
