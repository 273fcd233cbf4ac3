import { z } from 'zod'
import { address } from './ids.ts'
import { amount, type Amount, toAmount } from './money.ts'
import { exactAmount, type Token } from './token.ts'

/** Digits of a rate after the point. */
export const rateDecimals = 12

/** As ISO 4217 has it. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'must be a currency’s three letters, such as EUR')

/** What one whole token is worth in a currency. */
export const rate = z.strictObject({
  currency: currencyCode,
  /** In units of 10^-12 of the currency. */
  perToken: amount,
})
export type Rate = z.output<typeof rate>

/** A rate as it is kept; undefined where none was. @param perToken decimal units of 10^-12 of the currency */
export function rateOf<C extends string | null>(
  currency: C,
  perToken: string | null,
): C extends string ? Rate : Rate | undefined
export function rateOf(currency: string | null, perToken: string | null): Rate | undefined {
  if (currency === null || perToken === null) return undefined
  return { currency, perToken: toAmount(BigInt(perToken)) }
}

/** The feeds that rates are read from: contracts on the network's own chain that say a price in US dollars. */
export const feeds = z.object({
  /** Of the token that music is paid with. */
  token: address,
  /** Of each currency, but of the dollar itself. */
  currencies: z
    .record(currencyCode, address)
    .refine((all) => Object.keys(all).length <= 64, 'must be 64 currencies at most'),
})
export type Feeds = z.output<typeof feeds>

/** The currency that every feed says prices in. */
export const feedCurrency = 'USD'

/** The currencies that amounts can be shown in, in the order of the alphabet; none where there are no feeds. */
export function currenciesOf(from: Feeds | undefined): string[] {
  return from === undefined ? [] : [...new Set([feedCurrency, ...Object.keys(from.currencies)])].toSorted()
}

/** A price as a feed says it: `answer` × 10^-`decimals` US dollars. */
export interface FeedPrice {
  readonly answer: bigint
  readonly decimals: number
}

/** One token's worth in a currency, of its price in dollars and the currency's; rounded to the nearest. @param currency prices above zero */
export function rateBetween(token: FeedPrice, currency: FeedPrice): Amount {
  const over = token.answer * 10n ** BigInt(rateDecimals + currency.decimals)
  return toAmount(divideRounded(over, currency.answer * 10n ** BigInt(token.decimals)))
}

/** What an amount is worth, in units of 10^-12 of the currency, rounded to the nearest. @param value in base units of the token, not below zero */
export function worthOf(value: bigint, { decimals }: Pick<Token, 'decimals'>, { perToken }: Rate): bigint {
  return divideRounded(value * perToken, 10n ** BigInt(decimals))
}

/** The same as a decimal number with as many digits as the currency's smallest coin has: `4.20`. @param value may be below zero */
export function worthNumber(value: bigint, token: Pick<Token, 'decimals'>, rate: Rate): string {
  const isNegative = value < 0n
  const digits = currencyDigits(rate.currency)
  const unit = 10n ** BigInt(rateDecimals - digits)
  const coins = divideRounded(worthOf(isNegative ? -value : value, token, rate), unit)
  const text = coins.toString().padStart(digits + 1, '0')
  const number = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return isNegative && coins > 0n ? `-${number}` : number
}

/** What a spreadsheet says of an amount in one's own currency, where its rate is known. */
export const rateColumns = ['currency', 'rate', 'inCurrency'] as const

/** @param value base units of the token, below nothing where it was given back; null: no amount of it */
export function rateCells(
  value: bigint | null,
  token: Pick<Token, 'decimals'>,
  rate: Rate | undefined,
): Record<(typeof rateColumns)[number], string> {
  if (value === null || rate === undefined) return { currency: '', rate: '', inCurrency: '' }
  return { currency: rate.currency, rate: rateNumber(rate), inCurrency: worthNumber(value, token, rate) }
}

/** A rate as a decimal number: `0.921845`. */
export function rateNumber({ perToken }: Pick<Rate, 'perToken'>): string {
  return exactAmount(perToken, { decimals: rateDecimals })
}

/** How many digits a currency's coins have after the point. */
export function currencyDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return Math.min(maximumFractionDigits ?? 2, rateDecimals)
}

/** To the nearest, halves up. @param by above zero */
function divideRounded(value: bigint, by: bigint): bigint {
  return (2n * value + by) / (2n * by)
}
