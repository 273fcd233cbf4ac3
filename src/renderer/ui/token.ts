import { createContext, useContext } from 'react'
import { type Amount, toAmount } from '../../shared/money.ts'

/** What is paid with on the network in use. */
export interface Token {
  readonly symbol: string
  /** Digits of a base unit after the point. */
  readonly decimals: number
}

const TokenContext = createContext<Token>({ symbol: '', decimals: 18 })
export const TokenProvider = TokenContext.Provider
export const useToken = (): Token => useContext(TokenContext)

/** Exactly, without trailing noughts: `12.345678`. */
export function exactAmount(value: bigint, { decimals }: Token): string {
  const [whole, part] = split(value, decimals)
  const rest = part.replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

/** For people: two decimals, rounded down; what is there but less than a hundredth says so. */
export function shortAmount(value: bigint, { decimals }: Token): string {
  const [whole, part] = split(value, decimals)
  const cents = part.padEnd(2, '0').slice(0, 2)
  if (value > 0n && whole === '0' && cents === '00') return '< 0.01'
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ')}.${cents}`
}

/** What a person typed, in base units; undefined when it is no amount of this token. Takes a comma as well as a point. */
export function parseAmount(text: string, { decimals }: Token): Amount | undefined {
  const found = /^(\d{1,60})(?:[.,](\d*))?$/.exec(text.replaceAll(/\s/g, ''))
  if (found === null) return undefined
  const [, whole = '0', part = ''] = found
  if (part.length > decimals) return undefined
  return toAmount(BigInt(whole + part.padEnd(decimals, '0')))
}

function split(value: bigint, decimals: number): [whole: string, part: string] {
  const digits = value.toString().padStart(decimals + 1, '0')
  return [digits.slice(0, digits.length - decimals), decimals === 0 ? '' : digits.slice(-decimals)]
}
