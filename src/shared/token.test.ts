import { describe, expect, test } from 'vitest'
import { exactAmount, shortAmount } from './token.ts'

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
    expect(exactAmount(120n, { symbol: 'ONE', decimals: 0 })).toBe('120')
  })
})
