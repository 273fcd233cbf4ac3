import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  currenciesOf,
  currencyCode,
  currencyDigits,
  feeds,
  rate,
  rateBetween,
  rateCells,
  rateDecimals,
  rateNumber,
  rateOf,
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

test('a currency is three capital letters, and a profile names 64 at most', () => {
  const parses = (code: string) => currencyCode.safeParse(code).success
  expect(['EUR', 'eur', 'EURO', 'XEUR', 'EU', 'E', ''].filter(parses)).toEqual(['EUR'])
  const letters = 'ABCDEFGHIJKLM'.split('')
  const codes = letters.flatMap((one) => letters.slice(0, 5).map((other) => `X${one}${other}`))
  const named = (count: number) => ({
    token: feed,
    currencies: Object.fromEntries(codes.slice(0, count).map((code) => [code, feed])),
  })
  expect(feeds.parse(named(64))).toEqual(named(64))
  expect(feeds.safeParse(named(65)).error?.issues[0]?.message).toBe('must be 64 currencies at most')
  expect(feeds.safeParse({ ...named(1), token: 'elsewhere' }).success).toBe(false)
})

test('a rate is kept as text, or not at all', () => {
  expect(rateOf('EUR', '921566820276')).toEqual(euros('921566820276'))
  expect(rateOf('EUR', null)).toBeUndefined()
  expect(rateOf(null, '1')).toBeUndefined()
  expect(z.encode(rate, euros('7'))).toEqual({ currency: 'EUR', perToken: '7' })
  expect(rate.safeParse({ currency: 'EUR' }).success).toBe(false)
})

test('a spreadsheet has an amount’s worth where there are an amount and a rate', () => {
  const none = { currency: '', rate: '', inCurrency: '' }
  expect(rateCells(unit, token, euros('900000000000'))).toEqual({
    currency: 'EUR',
    rate: '0.9',
    inCurrency: '0.90',
  })
  expect(rateCells(0n, token, euros('900000000000')).inCurrency).toBe('0.00')
  expect(rateCells(null, token, euros('900000000000'))).toEqual(none)
  expect(rateCells(unit, token, undefined)).toEqual(none)
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
      const known = euros(String(perToken))
      const shown = BigInt(worthNumber(value, token, known).replace('.', ''))
      const exact = worthOf(value, token, known)
      const error = shown * 10n ** BigInt(rateDecimals - 2) - exact
      expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(10n ** BigInt(rateDecimals - 2))
      expect(exactAmount(exact, { decimals: rateDecimals })).toMatch(/^\d+(\.\d+)?$/)
    }),
  )
})
