import { BuskerError } from '../shared/errors.ts'
import type { Amount } from '../shared/money.ts'
import { exactAmount, parseTokenAmount, type Token } from '../shared/token.ts'

/**
 * What a person types ("1.50") in base units.
 *
 * @throws BuskerError `CLI_AMOUNT`
 */
export function parseAmount(text: string, decimals: number): Amount {
  // One point, with digits on both sides: what a script writes is never guessed at.
  const amount = /^\d+(\.\d+)?$/.test(text) ? parseTokenAmount(text, { decimals }) : undefined
  if (amount !== undefined) return amount
  throw new BuskerError(
    'CLI_AMOUNT',
    `"${text}" is no amount. Write it like 1.50, with at most ${decimals} decimals.`,
  )
}

/** Two decimals at least, and all that are there: 1.50, 0.015. */
export function formatAmount(amount: bigint, token: Token): string {
  const [whole = '0', fraction = ''] = exactAmount(amount, token).split('.')
  return `${whole}.${fraction.padEnd(2, '0')} ${token.symbol}`
}
