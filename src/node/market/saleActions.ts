import type { Payments } from '../../raiden/payments.ts'
import type { OnChainSecrets } from '../../raiden/onChainSecrets.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { ActionResult, SagaAction } from '../saga/saga.ts'
import type { HubDebts } from './hubDebts.ts'
import type { MailboxClient } from './mailboxClient.ts'
import { timeUnknown } from './orderTime.ts'
import { lookUpPayment } from './paymentLookup.ts'
import type { SaleEvent } from './saleMachine.ts'
import type { Sale, Sales } from './sales.ts'
import { transferMatches } from './transferMatches.ts'

export interface SaleActionOptions {
  readonly payments: Payments
  readonly registry: OnChainSecrets
  readonly mailbox: Pick<MailboxClient, 'send'>
  readonly sales: Sales
  readonly debts: HubDebts
  readonly chain: { readonly token: Address }
  readonly revealTimeoutMs: number
  /** How long a lock of a payment runs, ms. */
  readonly lockMs: number
  /** What so much gas is worth in the token's base units. */
  readonly valueOfGas: (wei: bigint) => Amount
  readonly now: () => number
  /** While false, no sale runs out by {@link now} and none is matched. */
  readonly isTimeKnown: () => boolean
  readonly recordGrant: (sale: Sale) => void
}

type SaleAction = SagaAction<SaleEvent, Sale>
type SaleResult = ActionResult<SaleEvent, Sale>

const refusals = {
  ORDER_PAID_BY_ANOTHER:
    'Somebody else paid for this first, for the same person. This payment is not taken: the money comes back by itself.',
  ORDER_LOCK_UNFIT:
    'The payment does not fit the invoice, or came with too little time left to take it safely. It is not taken: the money comes back by itself.',
  ORDER_LOCK_REFUSED:
    'The hub owes this artist for earlier sales, so nothing more is sold through it for now. This payment is not taken: the money comes back by itself.',
} as const satisfies Partial<Record<ErrorCode, string>>

/** What the seller does in each state. Every action is idempotent: it reads the current state first. */
export function saleActions(options: SaleActionOptions) {
  const { payments, registry, mailbox, sales, debts, chain, revealTimeoutMs, lockMs, now } = options
  const hasPassed = (time: number) => options.isTimeKnown() && time <= now()

  return {
    /** Waits for the locked transfer of this order. One that is not taken is never unlocked: its lock runs out. */
    async watch(sale) {
      const transfer = await lookUpPayment(payments, sale.secretHash, 'received')
      const ends = sale.deadline ?? 0
      if (transfer.state === 'unknown') return hasPassed(ends) ? ranOut : null
      if (transfer.state === 'unavailable') {
        // A lock may be on its way: after its time nobody can take it any more.
        if (hasPassed(ends + lockMs)) return ranOut
        throw transfer.error
      }
      if (transfer.state === 'failed') return ranOut
      if (!options.isTimeKnown()) throw timeUnknown()
      const deadline = transfer.expiration + revealTimeoutMs
      const taken = refuse('ORDER_PAID_BY_ANOTHER', deadline)
      if (sales.findGranted(sale.label, sale.recipient) !== undefined) return taken
      const at = { token: chain.token, revealTimeoutMs, now: now() }
      if (!transferMatches(transfer, sale, at)) return refuse('ORDER_LOCK_UNFIT', deadline)
      if (debts.isAtLimit()) return refuse('ORDER_LOCK_REFUSED', deadline)
      const change = { deadline, lockExpiration: transfer.expiration, code: null, message: null }
      return { on: 'matched', change, onConflict: taken }
    },

    /** Tells the buyer why, whose lock runs out meanwhile. */
    async refuse(sale) {
      if (sale.deadline === null || hasPassed(sale.deadline)) return ranOut
      const { buyer, request } = sale.request
      const { code, message } = sale
      if (code !== null && message !== null) {
        const letter = { kind: 'declined', code, message } as const
        await mailbox.send(buyer, request.ticket, letter, sale.deadline + lockMs)
      }
      return { on: 'refusalSent', change: { deadline: null } }
    },

    /** Releases the secret; registers it on chain while the hub withholds the unlock and the gas is worth it. */
    async release(sale) {
      const transfer = await lookUpPayment(payments, sale.secretHash, 'received')
      if (transfer.state === 'paid') return unlocked(sale)
      if (transfer.state === 'failed') return transfer.secret === null ? neverReleased : withheld(sale)
      const isLost = transfer.state === 'unavailable' || transfer.state === 'unknown'
      const expiration = isLost ? (sale.lockExpiration ?? sale.deadline ?? 0) : transfer.expiration
      // A registration in the lock's last moment is confirmed by then.
      if (hasPassed(expiration + revealTimeoutMs)) {
        const registered = await registry.findSecret(sale.secretHash)
        if (registered !== null && registered.registeredAt < expiration) return unlocked(sale)
        const hasLeft = isLost ? sale.releasedAt !== null : transfer.secret !== null
        return hasLeft ? withheld(sale) : neverReleased
      }
      if (transfer.state === 'unavailable') throw transfer.error
      if (transfer.state === 'unknown') {
        throw new BuskerError(
          'RAIDEN_TRANSFER_UNKNOWN',
          'Raiden does not know the transfer this order was matched with. It is looked up again.',
        )
      }
      if (sale.releasedAt === null) sales.update(sale.id, { releasedAt: now() })
      await payments.release(sale.secretHash, sale.secret).catch((error: unknown) => {
        if (!isBuskerError(error, 'RAIDEN_TRANSFER_EXPIRED')) throw error
      })
      if (!options.isTimeKnown()) throw timeUnknown()
      const registerAfter = expiration - revealTimeoutMs
      if (transfer.secret === null || now() < registerAfter) return { until: registerAfter }
      if (now() < expiration) await register(sale)
      return null
    },
  } satisfies Record<string, SaleAction>

  async function register(sale: Sale): Promise<void> {
    const { costWei, balanceWei } = await registry.registrationCost(sale.secret)
    if (options.valueOfGas(costWei) >= sale.amount) {
      throw new BuskerError(
        'SALE_NOT_WORTH_GAS',
        'The hub withholds this payment, and the gas to claim it on chain costs more than it brings. It is left, and written down as the hub’s debt.',
      )
    }
    if (balanceWei < costWei) {
      throw new BuskerError(
        'SALE_GAS_MISSING',
        'The hub withholds this payment, and the account has too little of the chain’s own coin to claim it there. Send some at once.',
      )
    }
    await registry.registerSecret(sale.secret)
  }

  function unlocked(sale: Sale): SaleResult {
    return {
      on: 'unlocked',
      change: { deadline: null, code: null, message: null },
      inSameTransaction: () => options.recordGrant(sale),
    }
  }

  /** The buyer may have the secret, so access is granted all the same. */
  function withheld(sale: Sale): SaleResult {
    return {
      on: 'withheld',
      change: {
        debt: sale.amount,
        deadline: null,
        code: 'SALE_WITHHELD',
        message:
          sale.code === 'SALE_NOT_WORTH_GAS'
            ? 'The hub took this payment and did not pass it on; claiming it on chain was not worth the gas. The hub owes it.'
            : 'The hub took this payment and did not pass it on. The hub owes it.',
      },
      inSameTransaction: () => options.recordGrant(sale),
    }
  }
}

const ranOut: SaleResult = { on: 'ranOut', change: { deadline: null } }
const neverReleased: SaleResult = { on: 'neverReleased', change: { deadline: null } }

function refuse(code: keyof typeof refusals, deadline: number): SaleResult {
  return { on: 'lockRefused', change: { code, message: refusals[code], deadline } }
}
