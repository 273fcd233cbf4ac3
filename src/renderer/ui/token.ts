import { createContext, useContext } from 'react'
import type { Amount } from '../../shared/money.ts'
import { parseTokenAmount, type Token } from '../../shared/token.ts'

const TokenContext = createContext<Token>({ symbol: '', decimals: 18 })
export const TokenProvider = TokenContext.Provider
export const useToken = (): Token => useContext(TokenContext)

/** What a person typed, in base units; undefined when it is no amount of this token. Spaces between digits are passed over. */
export function parseAmountInput(text: string, token: Token): Amount | undefined {
  return parseTokenAmount(text.replaceAll(/\s/g, ''), token)
}

/**
 * What is wrong with what a person typed; undefined where nothing is, or nothing was typed.
 *
 * @param limit the most it may be, base units
 */
export function amountProblem(text: string, token: Token, limit?: bigint): string | undefined {
  if (text.trim() === '') return undefined
  const amount = parseAmountInput(text, token)
  if (amount === undefined)
    return `Write an amount, such as 20 or 7.50, with at most ${token.decimals} decimals.`
  return limit !== undefined && amount > limit ? 'That is more than there is.' : undefined
}
