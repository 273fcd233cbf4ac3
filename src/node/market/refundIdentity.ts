import { randomBytes } from 'node:crypto'
import { bytesToHex, hexToBytes } from 'viem'
import { digest } from '../../protocol/codec.ts'
import { hashSecret } from '../../protocol/purchase.ts'
import { type OrderId, secret as secretSchema } from '../../shared/ids.ts'
import type { Refund } from './refunds.ts'

const tag = new TextEncoder().encode('busker refund 1 ')

/** What a refund is kept under. The first of a sale has the sale's own id. @param number of the sale's refunds, from 0 */
export const refundId = (sale: OrderId, number: number): string => (number === 0 ? sale : `${sale}/${number}`)

/**
 * Raiden's payment identifier of the refunds of an order, 1 to 2^64 - 1. Nobody but artist, buyer, and whoever has the
 * receipt knows the order's id, so nobody else can name it.
 */
export function refundPaymentId(order: OrderId): bigint {
  const hash = digest(new Uint8Array([...tag, ...hexToBytes(order)]))
  return BigInt(hash.slice(0, 18)) || 1n
}

/** A secret of its own for every attempt: what was locked once can't be locked again under its hash. */
export function newAttempt(): Pick<Refund, 'secret' | 'secretHash' | 'lockExpiration'> {
  const secret = secretSchema.parse(bytesToHex(randomBytes(32)))
  return { secret, secretHash: hashSecret(secret), lockExpiration: null }
}
