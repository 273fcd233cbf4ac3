import { afterEach, expect, test } from 'vitest'
import { toAmount } from '../money.ts'
import { currencyName, exactAmountText, shortAmountText, withUnit, worthText } from './amountText.ts'
import { languages } from './languages.ts'
import { showLanguage } from './t.ts'
import { parseTokenAmount } from '../token.ts'

const token = { symbol: 'TEST', decimals: 6 }

afterEach(() => showLanguage('en'))

test.each([
  ['en', '1 234 567.89', '1234567.891234', '< 0.01'],
  ['de', '1 234 567,89', '1234567,891234', '< 0,01'],
  ['es', '1 234 567,89', '1234567,891234', '< 0,01'],
  ['ar', '1 234 567.89', '1234567.891234', '< 0.01'],
] as const)('an amount in %s', async (language, short, exact, small) => {
  await showLanguage(language)
  expect(shortAmountText(1_234_567_891_234n, token).replaceAll(/\s/g, ' ')).toBe(short)
  expect(exactAmountText(1_234_567_891_234n, token)).toBe(exact)
  expect(shortAmountText(1n, token)).toBe(small)
})

test.each([
  ['en', '€1,234,567,890,123,456,789.12', '< €0.01', 'JP¥2', 'Euro (EUR)'],
  ['de', '1.234.567.890.123.456.789,12 €', '< 0,01 €', '2 ¥', 'Euro (EUR)'],
  ['es', '1.234.567.890.123.456.789,12 €', '< 0,01 €', '2 JPY', 'euro (EUR)'],
  ['ar', '1,234,567,890,123,456,789.12 €', '< 0.01 €', '2 JP¥', 'يورو (EUR)'],
] as const)('what an amount is worth in %s, to the last coin', async (language, large, small, yen, name) => {
  await showLanguage(language)
  const worth = (value: bigint, currency = 'EUR') =>
    worthText(value, token, { currency, perToken: toAmount(10n ** 12n) })
      .replaceAll(/[\u200e\u200f]/g, '')
      .replaceAll(/\s/g, ' ')
  expect(worth(1_234_567_890_123_456_789_120_000n)).toBe(large)
  expect(worth(1n)).toBe(small)
  expect(worth(1_500_000n, 'JPY')).toBe(yen)
  expect(currencyName('EUR')).toBe(name)
})

test('an amount and its unit stay in their order in text that runs from right to left', async () => {
  expect(withUnit('1.50', token)).toBe('1.50 TEST')
  await showLanguage('ar')
  expect(withUnit('1.50', token)).toBe('\u20661.50 TEST\u2069')
})

test('what is shown can be typed, in every language', async () => {
  for (const language of languages) {
    await showLanguage(language)
    expect(parseTokenAmount(exactAmountText(1_500_000n, token), token)).toBe(1_500_000n)
  }
})
