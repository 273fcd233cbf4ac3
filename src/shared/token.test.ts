import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactAmount, inCoins, parseTokenAmount, shortAmount } from './token.ts'

const token = { symbol: 'TEST', decimals: 18 }

describe('an amount on the screen', () => {
  test.each([
    [0n, '0.00'],
    [1n, '< 0.01'],
    [10n ** 16n, '0.01'],
    [1_999n * 10n ** 15n, '1.99'],
    [1234567n * 10n ** 18n, '1 234 567.00'],
  ])('%s base units are shown as %s', (value, text) => {
    expect(shortAmount(value, token)).toBe(text)
  })

  test('is whole where the token has no decimals', () => {
    expect(shortAmount(12n, { symbol: 'ONE', decimals: 0 })).toBe('12.00')
  })
})

describe('an amount that is to be exact', () => {
  test.each([
    [0n, '0'],
    [1n, '0.000000000000000001'],
    [10n ** 16n, '0.01'],
    [12_345_678n * 10n ** 12n, '12.345678'],
    [1_000n * 10n ** 18n, '1000'],
    [10_203n * 10n ** 14n, '1.0203'],
  ])('%s base units are written as %s', (value, text) => {
    expect(exactAmount(value, token)).toBe(text)
  })

  test('has no point where the token has no decimals', () => {
    expect(exactAmount(120n, { decimals: 0 })).toBe('120')
  })
})

/** Tokens that there are: none, six as dollars have, eighteen, and any other. */
const decimals = fc.oneof(fc.constantFrom(0, 6, 18), fc.nat(36))
const amounts = fc.bigInt(0n, 2n ** 128n)

test('whatever a token has of decimals, an amount comes back as it was written', () => {
  fc.assert(
    fc.property(amounts, decimals, fc.nat(4), (value, places, noughts) => {
      const written = exactAmount(value, { decimals: places })
      expect(parseTokenAmount(written, { decimals: places })).toBe(value)
      const longer = written.includes('.') ? written + '0'.repeat(noughts) : written
      expect(parseTokenAmount(longer.replace('.', ','), { decimals: places })).toBe(value)
    }),
  )
})

test('an amount below nothing is what it is above, with a minus before it', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 2n ** 128n), decimals, (value, places) => {
      expect(exactAmount(-value, { decimals: places })).toBe(`-${exactAmount(value, { decimals: places })}`)
    }),
  )
})

test('what is shown short is never more than there is, and less by under a hundredth', () => {
  fc.assert(
    fc.property(amounts, decimals, (value, places) => {
      const shown = shortAmount(value, { symbol: 'TOK', decimals: places })
      const hundredths = shown === '< 0.01' ? 0n : BigInt(shown.replaceAll(/[\s.]/g, ''))
      const exact = value * 100n
      const unit = 10n ** BigInt(places)
      expect(hundredths * unit).toBeLessThanOrEqual(exact)
      expect((hundredths + 1n) * unit).toBeGreaterThan(exact)
    }),
  )
})

test('a base unit too many is no amount, in every token', () => {
  fc.assert(
    fc.property(decimals, (places) => {
      expect(parseTokenAmount(`0.${'0'.repeat(places)}1`, { decimals: places })).toBeUndefined()
    }),
  )
})

test.each([
  ['nothing', ''],
  ['words', 'twelve'],
  ['a sign', '-12'],
  ['a sum of its own', '+12'],
  ['another base', '0x12'],
  ['an exponent', '1e3'],
  ['two points', '1.2.3'],
  ['thousands apart', '1,234.56'],
  ['what stands before it', '€12'],
  ['what stands after it', '12 TEST'],
  ['a second line', '12\n34'],
  ['no whole part', '.5'],
  ['digits of another script', '١٢'],
  ['digits without end', '9'.repeat(61)],
])('%s is no amount', (_, text) => {
  expect(parseTokenAmount(text, token)).toBeUndefined()
})

test('a point with nothing behind it is none, and sixty digits are an amount', () => {
  expect(parseTokenAmount('12.', { decimals: 6 })).toBe(12_000_000n)
  expect(parseTokenAmount('9'.repeat(60), { decimals: 0 })).toBe(10n ** 60n - 1n)
})

test('a fee is said in the chain’s coin with two digits that count, and never as less than it is', () => {
  expect(inCoins(0n)).toBe('0')
  expect(inCoins(123_456_789_000_000n)).toBe('0.00013')
  fc.assert(
    fc.property(amounts, (wei) => {
      const said = parseTokenAmount(inCoins(wei), { decimals: 18 }) ?? -1n
      expect(said).toBeGreaterThanOrEqual(wei)
      expect(said * 10n).toBeLessThanOrEqual(wei * 11n)
    }),
  )
})
