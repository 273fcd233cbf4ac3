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
