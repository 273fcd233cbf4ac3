import { parseUnits } from 'viem'
import { BuskerError } from '../shared/errors.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import { exactAmount, type Token } from '../shared/token.ts'

/**
 * What a person types ("1.50") in base units.
 *
 * @throws BuskerError `CLI_AMOUNT`
 */
export function parseAmount(text: string, decimals: number): Amount {
  const [whole = '', fraction = ''] = text.split('.')
  const exact = fraction.replace(/0+$/, '')
  if (!/^\d{1,60}(\.\d+)?$/.test(text) || exact.length > decimals) {
    throw new BuskerError(
      'CLI_AMOUNT',
      `"${text}" is no amount. Write it like 1.50, with at most ${decimals} decimals.`,
    )
  }
  return toAmount(parseUnits(`${whole}.${exact}`, decimals))
}

/** Two decimals at least, and all that are there: 1.50, 0.015. */
export function formatAmount(amount: bigint, token: Token): string {
  const [whole = '0', fraction = ''] = exactAmount(amount, token).split('.')
  return `${whole}.${fraction.padEnd(2, '0')} ${token.symbol}`
}
