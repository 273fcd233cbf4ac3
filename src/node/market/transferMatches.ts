import type { Transfer } from '../../raiden/payments.ts'
import type { Address } from '../../shared/ids.ts'
import { clockToleranceMs } from './orderTime.ts'
import type { Sale } from './sales.ts'

/** Whether this transfer pays exactly this order, with time enough to take the money. */
export function transferMatches(
  transfer: Transfer,
  sale: Sale,
  at: { token: Address; revealTimeoutMs: number; now: number },
): boolean {
  return (
    transfer.direction === 'received' &&
    transfer.secretHash === sale.secretHash &&
    transfer.paymentId === sale.paymentId &&
    transfer.token === at.token &&
    transfer.amount === sale.amount &&
    transfer.startedAt <= sale.invoice.invoice.expiry + clockToleranceMs &&
    transfer.expiration - at.now > at.revealTimeoutMs
  )
}
