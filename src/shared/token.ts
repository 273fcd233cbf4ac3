import { type Amount, toAmount } from './money.ts'

/** Of the coin of every chain that Raiden runs on. */
export const coinDecimals = 18

/** What is paid with on a network. */
export interface Token {
  readonly symbol: string
  /** Digits of a base unit after the point. */
  readonly decimals: number
}

/** The coin that a chain's fees are paid in; its base unit is the wei. */
export function coinToken(symbol: string): Token {
  return { symbol, decimals: coinDecimals }
}

/** Exactly, without trailing noughts: `12.345678`. @param value in base units; what is below nothing has a `-` before it */
export function exactAmount(value: bigint, { decimals }: Pick<Token, 'decimals'>): string {
  if (value < 0n) return `-${exactAmount(-value, { decimals })}`
  const [whole, part] = split(value, decimals)
  const rest = part.replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

/** Wei in the chain's own coin, to two digits that count, rounded up. */
export function inCoins(wei: bigint): string {
  const digits = String(wei).length
  const unit = digits > 2 ? 10n ** BigInt(digits - 2) : 1n
  return exactAmount(((wei + unit - 1n) / unit) * unit, { decimals: coinDecimals })
}

/**
 * What a person typed, in base units; undefined when it is no amount of this token. Digits with one point or comma; noughts
 * at the end do not count as decimals.
 */
export function parseTokenAmount(text: string, { decimals }: Pick<Token, 'decimals'>): Amount | undefined {
  const match = /^(\d{1,60})(?:[.,](\d*))?$/.exec(text)
  if (match === null) return undefined
  const [, whole = '0', part = ''] = match
  const digits = part.replace(/0+$/, '')
  if (digits.length > decimals) return undefined
  return toAmount(BigInt(whole + digits.padEnd(decimals, '0')))
}

/** For people: two decimals, rounded down; what is there but less than a hundredth says so. @param value in base units */
export function shortAmount(value: bigint, { decimals }: Token): string {
  const [whole, part] = split(value, decimals)
  const cents = part.padEnd(2, '0').slice(0, 2)
  if (value > 0n && whole === '0' && cents === '00') return '< 0.01'
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ')}.${cents}`
}

function split(value: bigint, decimals: number): [whole: string, part: string] {
  const digits = value.toString().padStart(decimals + 1, '0')
  return [digits.slice(0, digits.length - decimals), decimals === 0 ? '' : digits.slice(-decimals)]
}
