import { createContext, useContext } from 'react'
import type { Amount } from '../../shared/money.ts'
import { exactAmountText, shortAmountText } from '../../shared/i18n/amountText.ts'
import { parseTokenAmount, type Token } from '../../shared/token.ts'
import { t } from '../../shared/i18n/t.ts'

const TokenContext = createContext<Token>({ symbol: '', decimals: 18 })
export const TokenProvider = TokenContext.Provider
export const useToken = (): Token => useContext(TokenContext)

/** What a person typed, in base units; undefined when it is no amount of this token. Spaces between digits are passed over. */
export function parseAmountInput(text: string, token: Token): Amount | undefined {
  return parseTokenAmount(text.replaceAll(/\s/g, ''), token)
}

/** An amount as a person would type it: with two decimals where that is exact. @param value in base units */
export function amountInputText(value: bigint, token: Token): string {
  const short = shortAmountText(value, token)
  return parseAmountInput(short, token) === value ? short : exactAmountText(value, token)
}

/**
 * What is wrong with what a person typed; undefined where nothing is, or nothing was typed.
 *
 * @param limit the most it may be, base units
 */
export function amountProblem(text: string, token: Token, limit?: bigint): string | undefined {
  if (text.trim() === '') return undefined
  const amount = parseAmountInput(text, token)
  if (amount === undefined) return t('ui.writeAnAmountSuchAs', { decimals: token.decimals })
  return limit !== undefined && amount > limit ? t('ui.thatIsMoreThanThere') : undefined
}
