import { z } from 'zod'
import type { Brand } from './brand.ts'

/** An amount of a token in its base units; never negative. */
export type Amount = Brand<bigint, 'Amount'>

/** On the wire and in JSON an amount is a decimal string, so that no number type rounds it. */
export const amount = z.codec(
  z
    .string()
    .regex(/^(0|[1-9]\d{0,77})$/, 'must be an amount in base units: a whole number in quotation marks'),
  z.custom<Amount>(isAmount),
  { decode: (text) => BigInt(text) as Amount, encode: String },
)

/** What a token's contract, and a signature over it, can hold. */
export const maxAmount = 2n ** 256n - 1n

function isAmount(value: unknown): boolean {
  return typeof value === 'bigint' && value >= 0n
}

/** @throws RangeError when negative */
export function toAmount(value: bigint): Amount {
  if (value < 0n) throw new RangeError(`An amount cannot be negative: ${value}`)
  return value as Amount
}
