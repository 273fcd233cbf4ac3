import { createContext, useContext } from 'react'
import type { Rate } from '../../shared/currency.ts'
import { worthText } from '../../shared/i18n/amountText.ts'
import { useToken } from './token.ts'

const RateContext = createContext<Rate | null>(null)
export const RateProvider = RateContext.Provider

/** What a token is worth now in the person's own currency; null: none is chosen, or it is not known. */
export const useRate = (): Rate | null => useContext(RateContext)

/** The unit behind a field for an amount, and about what the amount in it is worth. @param amount undefined: none that can be read */
export function useUnit(amount: bigint | undefined): string {
  const token = useToken()
  const rate = useRate()
  if (amount === undefined || amount === 0n || rate === null) return token.symbol
  return `${token.symbol} ≈ ${worthText(amount, token, rate)}`
}
