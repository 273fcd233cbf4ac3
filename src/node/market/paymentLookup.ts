import type { Direction, Payments, TransferLookup } from '../../raiden/payments.ts'
import { type BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { SecretHash } from '../../shared/ids.ts'

/** What Raiden has stored of a payment, or why it does not say. */
export type PaymentLookup = TransferLookup | { readonly state: 'unavailable'; readonly error: BuskerError }

/** Looks a payment up; that Raiden does not run is an answer too, because deadlines go on without it. */
export async function lookUpPayment(
  payments: Pick<Payments, 'lookup'>,
  secretHash: SecretHash,
  direction: Direction,
): Promise<PaymentLookup> {
  try {
    return await payments.lookup(secretHash, direction)
  } catch (error) {
    if (isBuskerError(error) && error.code.startsWith('PROCESS_')) return { state: 'unavailable', error }
    throw error
  }
}
