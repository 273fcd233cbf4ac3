import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Payments, Transfer } from '../../raiden/payments.ts'
import type { SagaAction } from '../saga/saga.ts'
import { clockToleranceMs, timeUnknown } from './orderTime.ts'
import type { SaleEvent } from './saleMachine.ts'
import type { Sale, Sales } from './sales.ts'

export interface SaleActionOptions {
  readonly payments: Payments
  readonly sales: Sales
  readonly chain: { readonly token: Address }
  readonly revealTimeoutMs: number
  readonly now: () => number
  /** While false, no sale runs out by {@link now} and none is matched. */
  readonly isTimeKnown: () => boolean
  readonly recordGrant: (sale: Sale) => void
}

type SaleAction = SagaAction<SaleEvent, Sale>

/** What the seller does in each state. Every action is idempotent: it reads the current state first. */
export function saleActions(options: SaleActionOptions): { watch: SaleAction; release: SaleAction } {
  const { payments, sales, chain, revealTimeoutMs, now, isTimeKnown, recordGrant } = options

  return {
    /** Waits for the locked transfer of this order. One that does not fit is never unlocked: its lock runs out. */
    async watch(sale) {
      const transfer = await payments.lookup(sale.secretHash, 'received')
      if (transfer.state === 'unknown') {
        const hasRunOut = isTimeKnown() && sale.deadline !== null && sale.deadline <= now()
        return hasRunOut ? { on: 'ranOut' } : null
      }
      if (transfer.state === 'failed') return { on: 'ranOut' }
      if (!isTimeKnown()) throw timeUnknown()
      const granted = sales.findGranted(sale.label, sale.recipient)
      const matches =
        granted === undefined &&
        transferMatches(transfer, sale, { token: chain.token, revealTimeoutMs, now: now() })
      return matches ? { on: 'matched', change: { deadline: null } } : null
    },

    /** Releases the secret, and registers it on chain if the hub withholds the unlock. */
    async release(sale) {
      const before = await payments.lookup(sale.secretHash, 'received')
      if (before.state === 'unknown') {
        throw new BuskerError(
          'RAIDEN_TRANSFER_UNKNOWN',
          'Raiden does not know the transfer this order was matched with. It is looked up again.',
        )
      }
      if (before.state === 'paid') return { on: 'unlocked', inSameTransaction: () => recordGrant(sale) }
      if (before.state === 'failed') {
        return before.secret === null
          ? { on: 'neverReleased' }
          : {
              on: 'withheld',
              change: { debt: toAmount(sale.amount) },
              inSameTransaction: () => recordGrant(sale),
            }
      }
      await payments.release(sale.secretHash, sale.secret).catch((error: unknown) => {
        if (!isBuskerError(error, 'RAIDEN_TRANSFER_EXPIRED')) throw error
      })
      const isWithheld = before.secret !== null && before.expiration - now() < revealTimeoutMs
      if (isWithheld) await payments.registerOnChain(sale.secretHash, sale.secret)
      return null
    },
  }
}

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
