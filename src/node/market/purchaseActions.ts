import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Calls } from '../../ipfs/peer.ts'
import { type Offer, purchaseProtocol } from '../../protocol/purchase.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import type { Payments } from '../../raiden/payments.ts'
import type { Access } from '../access/access.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import type { Keys } from '../keys/keys.ts'
import type { Store } from '../store/openStore.ts'
import { checkOffer } from './checkOffer.ts'
import { timeUnknown } from './orderTime.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { PurchaseEvent } from './purchaseMachine.ts'
import { type Purchase, type Purchases, receiptOf } from './purchases.ts'
import type { SagaAction, ActionResult } from '../saga/saga.ts'
import type { WorkReference, WorkResolver } from './workResolver.ts'

export interface PurchaseActionOptions {
  readonly store: Store
  readonly keys: Keys
  readonly calls: Calls
  readonly payments: Payments
  readonly access: Access
  readonly works: WorkResolver
  readonly mailbox: MailboxClient
  readonly chain: { readonly id: number; readonly tokenNetwork: Address; readonly token: Address }
  readonly purchases: Purchases
  /** Offers that came through the mailbox and are not looked at yet, by purchase. */
  readonly offers: Map<string, Offer>
  readonly now: () => number
  /** While false, nothing runs out by {@link now}, no offer is taken and nothing is paid. */
  readonly isTimeKnown: () => boolean
}

type PurchaseAction = SagaAction<PurchaseEvent, Purchase>
type PurchaseResult = ActionResult<PurchaseEvent, Purchase>

/** After these nothing is locked, and a retry would fail the same way. */
const finalPaymentErrors: readonly ErrorCode[] = [
  'RAIDEN_NO_ROUTE',
  'RAIDEN_FEE_ABOVE_CAP',
  'RAIDEN_BALANCE_TOO_LOW',
  'RAIDEN_HASH_MISMATCH',
  'RAIDEN_LOCK_TIMEOUT',
]
const unreachable: readonly ErrorCode[] = ['IPFS_PEER_UNREACHABLE', 'IPFS_PEER_TIMEOUT']
const invalidOfferCodes: readonly (ErrorCode | null)[] = ['ORDER_INVOICE_FORGED', 'ORDER_INVOICE_EXPIRED']
/** A policy in this condition is replaced by a fresh one, for the receipt. */
const unusablePolicy: readonly ErrorCode[] = ['POLICY_EXPIRED', 'POLICY_FORGED', 'POLICY_WRONG_KEY']
/** Payment is not begun with less time left than this. */
const payMarginMs = 5_000
const letterLifetimeMs = 29 * 24 * 3600_000

/** What the buyer does in each state. Every action is idempotent: it reads the current state first. */
export function purchaseActions(options: PurchaseActionOptions) {
  const { payments, access, works, mailbox, purchases, offers, now, isTimeKnown, keys } = options
  const hasRunOut = (purchase: Purchase) => isTimeKnown() && hasExpired(purchase, now())

  return {
    /** Asks the seller, or leaves the request in the mailbox while the seller is away. */
    async ask(purchase, signal) {
      if (hasRunOut(purchase)) return expired('Nobody answered in time. Nothing was paid.')
      const seller = sellerOf(purchase)
      const mailedOffer = isTimeKnown() ? offers.get(purchase.id) : undefined
      if (mailedOffer !== undefined) {
        offers.delete(purchase.id)
        const result = await evaluateOffer(purchase, mailedOffer)
        // A forged or expired offer is ignored: the seller is asked again.
        if (!invalidOfferCodes.includes(result.change?.code ?? null)) return result
      }
      try {
        const offer = await call(seller, 'purchase', purchase.signedRequest, signal)
        return await evaluateOffer(purchase, offer)
      } catch (error) {
        if (isBuskerError(error) && isFromSeller(error)) return refusedBy(error)
        if (!isUnreachable(error)) throw error
        const letter = { kind: 'purchase', body: purchase.signedRequest } as const
        const { ticket, expiry } = purchase.signedRequest.request
        await mailbox.send(seller, MailboxClient.requestTicket(ticket), letter, expiry)
        return null
      }
    },

    /** Waits for the person to confirm the amount, unless they did before. */
    async confirm(purchase) {
      if (hasRunOut(purchase)) return expired('The invoice ran out unpaid. Nothing was paid.')
      const amount = invoiceOf(purchase).amount
      return purchase.confirmed !== null && amount <= purchase.confirmed ? { on: 'confirmed' } : null
    },

    /** Pays once, however often it is called: Raiden knows the payment by its secret hash. */
    async pay(purchase) {
      const invoice = invoiceOf(purchase)
      const transfer = await payments.lookup(invoice.secretHash, 'sent')
      if (transfer.state === 'unknown') {
        if (!isTimeKnown()) throw timeUnknown()
        if (invoice.expiry - payMarginMs <= now()) {
          return expired('The payment could not be sent before the invoice ran out. Nothing was paid.')
        }
        try {
          await payments.pay({
            secretHash: invoice.secretHash,
            target: invoice.seller,
            token: options.chain.token,
            amount: invoice.amount,
            paymentId: invoice.paymentId,
            maximumFee: purchase.maximumFee,
            lockTimeoutSeconds: null,
          })
          return null
        } catch (error) {
          if (!isBuskerError(error) || !finalPaymentErrors.includes(error.code)) throw error
          return { on: 'notSent', change: { code: error.code, message: error.message, deadline: null } }
        }
      }
      if (transfer.state === 'failed') {
        const message = 'The artist did not take the payment. The money is back in your balance.'
        return { on: 'lockRanOut', change: { code: 'ORDER_LOCK_RAN_OUT', message, deadline: null } }
      }
      if (transfer.secret === null) return null
      const change = {
        secret: transfer.secret,
        fee: toAmount(transfer.fee),
        code: null,
        message: null,
        deadline: null,
      }
      return { on: 'secretLearned', change }
    },

    /** Opens what was paid for; or hands the gift over. */
    async open(purchase, signal) {
      const receipt = receiptOf(purchase)
      const { sealedPolicy, secret } = purchase
      if (receipt === undefined || sealedPolicy === null || secret === null) {
        throw new Error(`Purchase ${purchase.id} is paid, but has no receipt.`)
      }
      if (purchase.recipient !== keys.identity.body.account) {
        const ticket = MailboxClient.requestTicket(purchase.signedRequest.request.ticket)
        const letter = { kind: 'gift', receipt, sealedPolicy } as const
        await mailbox.send(purchase.signedRequest.recipient, ticket, letter, now() + letterLifetimeMs)
        return { on: 'givenAway' }
      }
      const work = await works.byManifest(workOf(purchase))
      try {
        const policy = openPolicy(sealedPolicy, secret)
        await access.join({ policy, capsule: work.capsule, tracks: work.tracks }, signal)
      } catch (error) {
        if (!isBuskerError(error) || !unusablePolicy.includes(error.code)) throw error
        const fresh = await call(sellerOf(purchase), 'renew', receipt, signal)
        await checkOffer(purchase, { ...fresh, secret }, work, now())
        purchases.update(purchase.id, { invoice: fresh.signed, sealedPolicy: fresh.sealedPolicy })
        throw error
      }
      return { on: 'opened', change: { code: null, message: null } }
    },

    /** Tells the seller that nothing more is needed. */
    async acknowledge(purchase, signal) {
      const { orderId, secret } = purchase
      if (orderId === null || secret === null) return { on: 'acknowledged' }
      const seller = sellerOf(purchase)
      try {
        await call(seller, 'delivered', { order: orderId, secret }, signal)
      } catch (error) {
        if (!isUnreachable(error)) throw error
        const letter = { kind: 'delivered', order: orderId, secret } as const
        await mailbox.send(seller, MailboxClient.deliveryTicket(orderId), letter, now() + letterLifetimeMs)
      }
      return { on: 'acknowledged' }
    },
  } satisfies Record<string, PurchaseAction>

  async function evaluateOffer(purchase: Purchase, offer: Offer): Promise<PurchaseResult> {
    if (!isTimeKnown()) throw timeUnknown()
    const work = await works.byManifest(workOf(purchase))
    try {
      await checkOffer(purchase, offer, work, now())
    } catch (error) {
      if (isBuskerError(error)) return refusedBy(error)
      throw error
    }
    const { invoice } = offer.signed
    const change = {
      invoice: offer.signed,
      sealedPolicy: offer.sealedPolicy,
      orderId: invoice.order,
      secretHash: invoice.secretHash,
      code: null,
      message: null,
    }
    if (offer.secret !== undefined) {
      return { on: 'givenFree', change: { ...change, secret: offer.secret, deadline: null } }
    }
    return { on: 'offered', change: { ...change, deadline: invoice.expiry } }
  }

  function call<Op extends 'purchase' | 'renew' | 'delivered'>(
    seller: SignedIdentity,
    op: Op,
    body: Parameters<typeof options.calls.call<typeof purchaseProtocol, Op>>[3],
    signal: AbortSignal,
  ) {
    return options.calls.call(seller.body.peer, purchaseProtocol, op, body, { signal })
  }

  function sellerOf(purchase: Purchase): SignedIdentity {
    const seller = works.artist(purchase.seller)
    if (seller === undefined) {
      throw new BuskerError(
        'ORDER_SELLER_UNKNOWN',
        'The artist is not in the catalogue yet. It is asked for again.',
      )
    }
    return seller
  }
}

function refusedBy(error: BuskerError): PurchaseResult {
  return { on: 'refused', change: { code: error.code, message: error.message, deadline: null } }
}

function expired(message: string): PurchaseResult {
  return { on: 'ranOut', change: { code: 'ORDER_EXPIRED', message, deadline: null } }
}

function invoiceOf(purchase: Purchase) {
  if (purchase.invoice === null) throw new Error(`Purchase ${purchase.id} has no invoice.`)
  return purchase.invoice.invoice
}

function workOf({ label, manifest, seller }: Purchase): WorkReference {
  return { label, manifest, artist: seller }
}

function hasExpired(purchase: Purchase, now: number): boolean {
  return purchase.deadline !== null && purchase.deadline <= now
}

function isUnreachable(error: unknown): boolean {
  return isBuskerError(error) && unreachable.includes(error.code)
}

/** What a seller decided, told apart from what went wrong on the way. */
function isFromSeller(error: BuskerError): boolean {
  return error.code.startsWith('ORDER_') || error.code === 'PROTOCOL_FORGED'
}
