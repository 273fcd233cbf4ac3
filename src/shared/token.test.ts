import { describe, expect, test } from 'vitest'
import { shortAmount } from './token.ts'

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
