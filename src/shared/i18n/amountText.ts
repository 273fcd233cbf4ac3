import { currencyDigits, type Rate, worthNumber } from '../currency.ts'
import { exactAmount, inCoins, shortAmount, type Token } from '../token.ts'
import { directionOf } from './languages.ts'
import { perLocale } from './perLocale.ts'
import { shownLanguage, shownLocale } from './t.ts'

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

/**
 * What an amount is worth in a currency, in the language that is shown: `4,20 €`; what is less than its smallest coin says so.
 * @param value in base units
 */
export function worthText(value: bigint, token: Pick<Token, 'decimals'>, rate: Rate): string {
  const { currency } = rate
  const format = new Intl.NumberFormat(shownLocale(), { style: 'currency', currency })
  const number = worthNumber(value, token, rate)
  if (value > 0n && /^[0.]+$/.test(number)) return `< ${format.format(10 ** -currencyDigits(currency))}`
  // As text, so that no number type rounds it.
  return format.format(number as Intl.StringNumericLiteral)
}

/** A currency by its name and its letters: `Euro (EUR)`. */
export function currencyName(currency: string): string {
  const name = new Intl.DisplayNames(shownLocale(), { type: 'currency' }).of(currency) ?? currency
  return name === currency ? name : `${name} (${currency})`
}
