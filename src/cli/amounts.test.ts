import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toAmount } from '../shared/money.ts'
import { formatAmount, formatPrice, parseAmount, parsePrice } from './amounts.ts'

const decimals = fc.integer({ min: 0, max: 36 })
const baseUnits = fc.bigInt({ min: 0n, max: 2n ** 128n })

test('every amount is shown in a form that reads back as the same amount', () => {
  fc.assert(
    fc.property(baseUnits, decimals, (value, places) => {
      const shown = formatAmount(value, { symbol: 'TOK', decimals: places })
      expect(parseAmount(shown.replace(/ TOK$/, ''), places)).toBe(value)
    }),
  )
})

test('a price with a plus is a minimum, and is shown as one', () => {
  const token = { symbol: 'TOK', decimals: 2 }
  for (const [text, shown] of [
    ['1.50', '1.50 TOK'],
    ['1.50+', '1.50 TOK or more'],
    ['0', '0.00 TOK'],
    ['0+', 'name your price'],
  ] as const) {
    expect(formatPrice(parsePrice(text, token.decimals), token)).toBe(shown)
  }
  for (const wrong of ['+', '1.505+', '1++', '-1+']) {
    expect(() => parsePrice(wrong, 2)).toThrow(expect.objectContaining({ code: 'CLI_AMOUNT' }) as Error)
  }
})

test('whole and fraction are read as they are written', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 30n }),
      fc.stringMatching(/^\d{1,6}$/),
      (whole, fraction) => {
        const scale = 10n ** BigInt(18 - fraction.length)
        expect(parseAmount(`${whole}.${fraction}`, 18)).toBe(whole * 10n ** 18n + BigInt(fraction) * scale)
      },
    ),
  )
})

test('what is no plain decimal number is refused by code, never guessed at', () => {
  const plain = /^\d+(\.\d{1,18})?$/
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[\d.,e ]{0,12}$/)), (text) => {
      fc.pre(!plain.test(text))
      expect(() => parseAmount(text, 18)).toThrow(expect.objectContaining({ code: 'CLI_AMOUNT' }))
    }),
  )
})

test.each(['1e3', '-1', '+1', '1,50', '.5', '5.', '0x10', ' 1', '1 ', '', '١', '1.2345'])(
  '%j is refused where a token has three decimals',
  (text) => {
    expect(() => parseAmount(text, 3)).toThrow(expect.objectContaining({ code: 'CLI_AMOUNT' }))
  },
)

test.each([
  [0n, '0.00 TOK'],
  [1_500n, '1.50 TOK'],
  [15n, '0.015 TOK'],
  [1_000_000n, '1000.00 TOK'],
])('%i thousandths are shown as %s', (value, shown) => {
  expect(formatAmount(toAmount(value), { symbol: 'TOK', decimals: 3 })).toBe(shown)
})
