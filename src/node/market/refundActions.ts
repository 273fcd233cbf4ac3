import type { OnChainSecrets } from '../../raiden/onChainSecrets.ts'
import type { Payments, Transfer } from '../../raiden/payments.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Grants } from '../access/access.ts'
import type { ActionResult, Pause, SagaAction } from '../saga/saga.ts'
import { lookUpPayment } from './paymentLookup.ts'
import { newAttempt } from './refundIdentity.ts'
import type { RefundEvent } from './refundMachine.ts'
import type { Refund, Refunds } from './refunds.ts'
import type { Sales } from './sales.ts'

export interface RefundActionOptions {
  readonly payments: Payments
  readonly registry: Pick<OnChainSecrets, 'findSecret'>
  readonly refunds: Pick<Refunds, 'update'>
  readonly sales: Pick<Sales, 'givenFor'>
  readonly grants: Pick<Grants, 'list' | 'revoke'>
  readonly chain: { readonly token: Address }
  readonly revealTimeoutMs: number
  /** The most the hub may take on top of a refund. */
  readonly maximumFee: Amount
  readonly now: () => number
  readonly isTimeKnown: () => boolean
  readonly onChange?: (id: string) => void
}

type RefundAction = SagaAction<RefundEvent, Refund>
type RefundResult = ActionResult<RefundEvent, Refund>

const ends = {
  REFUND_TAKEN_BACK: 'You took this refund back before it was sent. Nothing was paid.',
  REFUND_RAN_OUT: 'The buyer could not be paid within a month. Nothing was paid; begin it again if you like.',
  REFUND_HUB_SILENT:
    'The hub took the payment and never said what became of it. Its time is over and nobody can take it any more: the money is yours, once the hub answers or the connection to it is closed.',
} as const satisfies Partial<Record<ErrorCode, string>>

/** What the artist's node does for a refund. Every action is idempotent: it reads the current state first. */
export function refundActions(options: RefundActionOptions) {
  const { payments, registry, refunds, sales, grants, chain, revealTimeoutMs, maximumFee } = options
  const hasPassed = (time: number | null) => time !== null && options.isTimeKnown() && time <= options.now()

  return {
    /** Pays once, however often it is called: Raiden knows an attempt by its secret hash, and the next begins when it has failed. */
    async payBack(refund) {
      const before = await lookUpPayment(payments, refund.secretHash, 'sent')
      if (before.state === 'unavailable') throw before.error
      if (before.state !== 'unknown') return readTransfer(refund, before)
      // Raiden has forgotten what it had locked: whether that was paid can't be known.
      if (refund.lockExpiration !== null) return unsure
      const end = endOf(refund)
      if (end !== null) return end
      try {
        const { secretHash, buyer, amount, paymentId } = refund
        const intent = { secretHash, target: buyer, token: chain.token, amount, paymentId, maximumFee }
        await payments.pay({ ...intent, lockTimeoutSeconds: null }, refund.secret)
      } catch (error) {
        throw explained(error)
      }
      const after = await lookUpPayment(payments, refund.secretHash, 'sent')
      return after.state === 'unknown' || after.state === 'unavailable' ? null : readTransfer(refund, after)
    },

    /** Ends joining under every policy of the sale, and of the editions that were given for it. */
    async endAccess({ sale }) {
      const orders = new Set([sale, ...sales.givenFor(sale)])
      for (const policy of grants.list())
        if (policy.order !== null && orders.has(policy.order) && policy.revocation === null)
          await grants.revoke(policy.id)
      return { on: 'accessEnded', change: { deadline: null } }
    },
  } satisfies Record<string, RefundAction>

  async function readTransfer(refund: Refund, transfer: Transfer): Promise<RefundResult | Pause> {
    if (transfer.state === 'paid') return paid(refund, transfer.fee)
    if (transfer.state === 'failed')
      return endOf(refund) ?? { on: 'lockRanOut', change: { ...newAttempt(), code: null, message: null } }
    const { expiration } = transfer
    if (refund.lockExpiration !== expiration) {
      refunds.update(refund.id, { lockExpiration: expiration, code: null, message: null })
      options.onChange?.(refund.id)
    }
    if (!hasPassed(expiration + revealTimeoutMs)) return { until: expiration + revealTimeoutMs }
    const registered = await registry.findSecret(refund.secretHash)
    if (registered !== null && registered.registeredAt < expiration) return paid(refund, transfer.fee)
    if (hasPassed(refund.deadline)) return ended('REFUND_HUB_SILENT')
    throw new BuskerError(
      'REFUND_LOCK_PENDING',
      'The hub has this refund and does not say what became of it. It is not sent again before that is known. Leave Busker open, or ask the hub’s operator.',
    )
  }

  function paid(refund: Refund, fee: bigint): RefundResult {
    const change = { paidAt: options.now(), fee: toAmount(fee), code: null, message: null, deadline: null }
    return { on: refund.endsAccess ? 'paidAndEnds' : 'paid', change }
  }

  /** Where nothing is under way it may end. */
  function endOf({ isTakenBack, deadline }: Refund): RefundResult | null {
    if (isTakenBack) return ended('REFUND_TAKEN_BACK')
    return hasPassed(deadline) ? ended('REFUND_RAN_OUT') : null
  }
}

const unsure: RefundResult = {
  on: 'ended',
  change: {
    code: 'REFUND_UNSURE',
    message:
      'This refund was under way on another machine, or before Raiden’s files were lost: whether it was paid can’t be seen from here. Ask the buyer; what is missing can be sent as a tip.',
    deadline: null,
  },
}

function ended(code: keyof typeof ends): RefundResult {
  return { on: 'ended', change: { code, message: ends[code], deadline: null } }
}

/** What hinders a refund, in words that say what to do. It is tried again all the same. */
function explained(error: unknown): unknown {
  if (isBuskerError(error, 'RAIDEN_NO_ROUTE'))
    return new BuskerError(
      'REFUND_BUYER_AWAY',
      'The hub knows no way to the buyer now: their Busker is closed, or their connection has no room. Nothing was sent. It waits and goes on by itself while Busker is open; you can also take it back.',
      { cause: error },
    )
  if (isBuskerError(error, 'RAIDEN_BALANCE_TOO_LOW'))
    return new BuskerError(
      'REFUND_BALANCE_TOO_LOW',
      'You can spend less than this refund and the hub’s fee. Nothing was sent. Put money into the connection in the wallet, and it goes on by itself; you can also take it back.',
      { cause: error },
    )
  return error
}
