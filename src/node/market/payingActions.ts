import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Secret } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Pause } from '../saga/saga.ts'
import { lookUpPayment, type PaymentLookup } from './paymentLookup.ts'
import { timeUnknown } from './orderTime.ts'
import type { PurchaseAction, PurchaseActionOptions, PurchaseResult } from './purchaseContext.ts'
import { expired, hasExpired, invoiceOf, openingDeadline } from './purchaseFacts.ts'
import type { Purchase } from './purchases.ts'

type Options = Pick<
  PurchaseActionOptions,
  | 'payments'
  | 'registry'
  | 'purchases'
  | 'chain'
  | 'revealTimeoutMs'
  | 'lockMs'
  | 'now'
  | 'isTimeKnown'
  | 'onChange'
>
type Reason = Pick<Purchase, 'code' | 'message'>

/** After these nothing is locked, and a retry would fail the same way. */
const finalPaymentErrors: readonly ErrorCode[] = [
  'RAIDEN_NO_ROUTE',
  'RAIDEN_FEE_ABOVE_CAP',
  'RAIDEN_BALANCE_TOO_LOW',
  'RAIDEN_HASH_MISMATCH',
  'RAIDEN_LOCK_TIMEOUT',
]
/** Payment is not begun with less time left than this. */
const payMarginMs = 5_000
/** A lock that is pending for longer is worth a word: most are decided within a second. */
const slowPaymentMs = 10_000

const notTaken: Reason = {
  code: 'ORDER_LOCK_RAN_OUT',
  message: 'The artist did not take the payment. The money is back in your balance.',
}
const hubSilent: Reason = {
  code: 'ORDER_HUB_SILENT',
  message:
    'The hub took the payment and never said what became of it. Its time is over and nobody can take it any more. The money is yours: it can be used again when the hub answers, or when the connection to it is closed.',
}

/** What the buyer does with money. */
export function payingActions(options: Options) {
  const { payments, registry, purchases, chain, revealTimeoutMs, lockMs, now, isTimeKnown } = options

  return {
    /** Pays once, however often it is called: Raiden knows the payment by its secret hash. */
    async pay(purchase) {
      const invoice = invoiceOf(purchase)
      const before = await lookUpPayment(payments, invoice.secretHash, 'sent')
      if (before.state !== 'unknown') return readPayment(purchase, before)
      if (!isTimeKnown()) throw timeUnknown()
      if (invoice.expiry - payMarginMs <= now()) {
        return expired('The payment could not be sent before the invoice ran out. Nothing was paid.')
      }
      try {
        await payments.pay({
          secretHash: invoice.secretHash,
          target: invoice.seller,
          token: chain.token,
          amount: invoice.amount,
          paymentId: invoice.paymentId,
          maximumFee: purchase.maximumFee,
          lockTimeoutSeconds: null,
        })
      } catch (error) {
        if (!isBuskerError(error) || !finalPaymentErrors.includes(error.code)) throw error
        return { on: 'notSent', change: { code: error.code, message: error.message, deadline: null } }
      }
      return readPayment(purchase, await lookUpPayment(payments, invoice.secretHash, 'sent'))
    },

    /** The seller does not take this payment: nothing is sent any more, and a lock under way is waited for. */
    async awaitReturn(purchase) {
      const payment = await lookUpPayment(payments, invoiceOf(purchase).secretHash, 'sent')
      if (payment.state === 'unknown') return { on: 'notSent', change: { deadline: null } }
      return readPayment(purchase, payment)
    },
  } satisfies Record<string, PurchaseAction>

  /** What has become of a payment that was or may have been sent. */
  async function readPayment(
    purchase: Purchase,
    payment: PaymentLookup,
  ): Promise<PurchaseResult | Pause | null> {
    if (payment.state === 'unknown') return null
    if (payment.state === 'failed') {
      noteLock(purchase, payment.expiration)
      return notPaid(purchase, notTaken)
    }
    if (payment.state !== 'unavailable') {
      if (payment.secret !== null) return paidWith(purchase, payment.secret, toAmount(payment.fee))
      noteLock(purchase, payment.expiration)
    }
    const current = purchases.get(purchase.id) ?? purchase
    if (isTimeKnown() && hasExpired(current, now())) return readRegistry(purchase)
    if (payment.state === 'unavailable') throw payment.error
    if (!isTimeKnown()) return null
    const slowAt = payment.expiration - lockMs + slowPaymentMs
    // In this state the reason is the seller's, and stays.
    if (purchase.state === 'refunding' || now() < slowAt) return { until: slowAt }
    throw lockPending(payment.expiration + revealTimeoutMs)
  }

  /** The hub has not said a word, and needs not: only what is registered on chain can be taken any more. */
  async function readRegistry(purchase: Purchase): Promise<PurchaseResult> {
    const { secretHash } = invoiceOf(purchase)
    const registered = await registry.findSecret(secretHash)
    const { lockExpiration } = purchases.get(purchase.id) ?? purchase
    const isInTime = registered !== null && registered.registeredAt < (lockExpiration ?? Infinity)
    return isInTime ? paidWith(purchase, registered.secret, null) : notPaid(purchase, hubSilent)
  }

  /** Written once a lock is seen: until when the order waits, whatever the hub says. */
  function noteLock(purchase: Purchase, lockExpiration: number): void {
    if (purchase.lockExpiration === lockExpiration) return
    purchases.update(purchase.id, { lockExpiration, deadline: lockExpiration + revealTimeoutMs })
    options.onChange?.(purchase.id)
  }

  function paidWith(purchase: Purchase, secret: Secret, fee: Amount | null): PurchaseResult {
    const deadline = openingDeadline(invoiceOf(purchase), now())
    return { on: 'secretLearned', change: { secret, fee, code: null, message: null, deadline } }
  }
}

/** A reason that the seller gave is kept; that money was under way is known by the lock. */
function notPaid(purchase: Purchase, reason: Reason): PurchaseResult {
  const said = purchase.state === 'refunding' ? {} : reason
  return { on: 'lockRanOut', change: { ...said, deadline: null } }
}

function lockPending(decidedAt: number): BuskerError {
  return new BuskerError(
    'ORDER_LOCK_PENDING',
    `The hub has the payment, and the artist has not taken it yet. It is decided by ${new Date(decidedAt).toISOString()} at the latest: until then it can’t be sent again. It is either taken, and yours to play, or the money is yours again.`,
  )
}
