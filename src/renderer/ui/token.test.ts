import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactAmount, parseAmount, shortAmount } from './token.ts'

const token = { symbol: 'TEST', decimals: 18 }

describe('an amount on the screen', () => {
  it.each([
    [0n, '0.00'],
    [1n, '< 0.01'],
    [10n ** 16n, '0.01'],
    [1_999n * 10n ** 15n, '1.99'],
    [1234567n * 10n ** 18n, '1 234 567.00'],
  ])('%s base units are shown as %s', (value, text) => {
    expect(shortAmount(value, token)).toBe(text)
  })

  it('is whole where the token has no decimals', () => {
    expect(shortAmount(12n, { symbol: 'ONE', decimals: 0 })).toBe('12.00')
  })
})

describe('an amount typed', () => {
  it('takes a comma and thin spaces', () => {
    expect(parseAmount('1 234,5', token)).toBe(12345n * 10n ** 17n)
  })

  it.each(['', '.', '-1', '1e3', '1.2.3', 'ten', `0.${'0'.repeat(18)}1`])('refuses %j', (text) => {
    expect(parseAmount(text, token)).toBeUndefined()
  })

  it('comes back exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 40n), fc.nat(36), (value, decimals) => {
        const any = { symbol: 'ANY', decimals }
        expect(parseAmount(exactAmount(value, any), any)).toBe(value)
      }),
    )
  })
})
