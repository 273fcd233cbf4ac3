import { exactAmount, inCoins, shortAmount, type Token } from '../token.ts'
import { directionOf } from './languages.ts'
import { perLocale } from './perLocale.ts'
import { shownLanguage } from './t.ts'

const decimalMark = perLocale(
  (locale) =>
    new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.',
)

const withDecimalMark = (text: string): string => text.replace('.', decimalMark())

/** {@link exactAmount} in the language that is shown: `12,345678`. @param value in base units */
export const exactAmountText = (value: bigint, token: Pick<Token, 'decimals'>): string =>
  withDecimalMark(exactAmount(value, token))

/** {@link shortAmount} in the language that is shown: `12,34`. @param value in base units */
export const shortAmountText = (value: bigint, token: Token): string =>
  withDecimalMark(shortAmount(value, token))

/** {@link inCoins} in the language that is shown. */
export const coinsText = (wei: bigint): string => withDecimalMark(inCoins(wei))

/** An amount and its unit in one piece, which text from right to left around it doesn't turn over: `12,34 tUSD`. */
export function withUnit(amount: string, { symbol }: Pick<Token, 'symbol'>): string {
  const text = `${amount} ${symbol}`
  return directionOf(shownLanguage()) === 'rtl' ? `\u2066${text}\u2069` : text
}
