import { createContext, useContext } from 'react'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Token } from '../../shared/token.ts'

const TokenContext = createContext<Token>({ symbol: '', decimals: 18 })
export const TokenProvider = TokenContext.Provider
export const useToken = (): Token => useContext(TokenContext)

/** What a person typed, in base units; undefined when it is no amount of this token. Takes a comma as well as a point. */
export function parseAmountInput(text: string, { decimals }: Token): Amount | undefined {
  const match = /^(\d{1,60})(?:[.,](\d*))?$/.exec(text.replaceAll(/\s/g, ''))
  if (match === null) return undefined
  const [, whole = '0', part = ''] = match
  if (part.length > decimals) return undefined
  return toAmount(BigInt(whole + part.padEnd(decimals, '0')))
}
