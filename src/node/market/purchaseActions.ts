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
import { checkOffer } from './offerCheck.ts'
import { Post } from './post.ts'
import type { PurchaseEvent } from './purchaseMachine.ts'
import { type Purchase, type Purchases, receiptOf } from './purchases.ts'
import type { Action, Learnt } from './saga.ts'
import type { WorkReference, Works } from './works.ts'

export interface PurchaseActionOptions {
  readonly store: Store
  readonly keys: Keys
  readonly calls: Calls
  readonly payments: Payments
  readonly access: Access
  readonly works: Works
  readonly post: Post
  readonly chain: { readonly id: number; readonly tokenNetwork: Address; readonly token: Address }
  readonly purchases: Purchases
  /** Offers that came through the mailbox and are not looked at yet, by purchase. */
  readonly offers: Map<string, Offer>
  readonly now: () => number
}

type PurchaseAction = Action<PurchaseEvent, Purchase>
type Told = Learnt<PurchaseEvent, Purchase>

/** With these nothing was locked, and trying again would change nothing. */
const finalPaymentErrors: readonly ErrorCode[] = [
  'RAIDEN_NO_ROUTE',
  'RAIDEN_FEE_ABOVE_CAP',
  'RAIDEN_BALANCE_TOO_LOW',
  'RAIDEN_HASH_MISMATCH',
  'RAIDEN_LOCK_TIMEOUT',
]
const unreachable: readonly ErrorCode[] = ['IPFS_PEER_UNREACHABLE', 'IPFS_PEER_TIMEOUT']
const noAnswers: readonly (string | null)[] = ['ORDER_INVOICE_FORGED', 'ORDER_INVOICE_EXPIRED']
/** A policy in this condition is replaced by a fresh one, for the receipt. */
const unusablePolicy: readonly ErrorCode[] = ['POLICY_EXPIRED', 'POLICY_FORGED', 'POLICY_WRONG_KEY']
/** Payment is not begun with less time left than this. */
const payMarginMs = 5_000
const letterMs = 29 * 24 * 3600_000

/** What the buyer does in each state. Every one can be repeated: it reads what is so before it does anything. */
export function purchaseActions(options: PurchaseActionOptions) {
  const { payments, access, works, post, purchases, offers, now, keys } = options

  return {
    /** Asks the seller, or leaves the request in the mailbox while the seller is away. */
    async ask(purchase, signal) {
      if (hasRunOut(purchase, now())) return ranOut('Nobody answered in time. Nothing was paid.')
      const seller = sellerOf(purchase)
      const mailed = offers.get(purchase.id)
      if (mailed !== undefined) {
        offers.delete(purchase.id)
        const told = await consider(purchase, mailed)
        // What somebody else wrote, or what came too late, is no answer: the seller is asked again.
        if (!noAnswers.includes(told.change?.code ?? null)) return told
      }
      try {
        const offer = await call(seller, 'purchase', purchase.request, signal)
        return await consider(purchase, offer)
      } catch (error) {
        if (isBuskerError(error) && isFromSeller(error)) return declined(error)
        if (!isUnreachable(error)) throw error
        const letter = { kind: 'purchase', body: purchase.request } as const
        const { ticket, expiry } = purchase.request.request
        await post.send(seller, Post.requestTicket(ticket), letter, expiry)
        return null
      }
    },

    /** Waits for the person's word, where it was not given before. */
    async confirm(purchase) {
      if (hasRunOut(purchase, now())) return ranOut('The invoice ran out unpaid. Nothing was paid.')
      const amount = invoiceOf(purchase).amount
      return purchase.confirmed !== null && amount <= purchase.confirmed ? { on: 'confirmed' } : null
    },

    /** Pays once, however often it is called: Raiden knows the payment by its secret hash. */
    async pay(purchase) {
      const invoice = invoiceOf(purchase)
      const seen = await payments.lookup(invoice.secretHash, 'sent')
      if (seen.state === 'unknown') {
        if (invoice.expiry - payMarginMs <= now()) {
          return ranOut('The payment could not be sent before the invoice ran out. Nothing was paid.')
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
      if (seen.state === 'failed') {
        const message = 'The artist did not take the payment. The money is back in your balance.'
        return { on: 'lockRanOut', change: { code: 'ORDER_LOCK_RAN_OUT', message, deadline: null } }
      }
      if (seen.secret === null) return null
      const change = {
        secret: seen.secret,
        fee: toAmount(seen.fee),
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
        const ticket = Post.requestTicket(purchase.request.request.ticket)
        const letter = { kind: 'gift', receipt, sealedPolicy } as const
        await post.send(purchase.request.recipient, ticket, letter, now() + letterMs)
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
        await post.send(seller, Post.deliveryTicket(orderId), letter, now() + letterMs)
      }
      return { on: 'acknowledged' }
    },
  } satisfies Record<string, PurchaseAction>

  async function consider(purchase: Purchase, offer: Offer): Promise<Told> {
    const work = await works.byManifest(workOf(purchase))
    try {
      await checkOffer(purchase, offer, work, now())
    } catch (error) {
      if (isBuskerError(error)) return declined(error)
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

function declined(error: BuskerError): Told {
  return { on: 'refused', change: { code: error.code, message: error.message, deadline: null } }
}

function ranOut(message: string): Told {
  return { on: 'ranOut', change: { code: 'ORDER_EXPIRED', message, deadline: null } }
}

function invoiceOf(purchase: Purchase) {
  if (purchase.invoice === null) throw new Error(`Purchase ${purchase.id} has no invoice.`)
  return purchase.invoice.invoice
}

function workOf({ label, manifest, seller }: Purchase): WorkReference {
  return { label, manifest, artist: seller }
}

function hasRunOut(purchase: Purchase, now: number): boolean {
  return purchase.deadline !== null && purchase.deadline <= now
}

function isUnreachable(error: unknown): boolean {
  return isBuskerError(error) && unreachable.includes(error.code)
}

/** What a seller decided, told apart from what went wrong on the way. */
function isFromSeller(error: BuskerError): boolean {
  return error.code.startsWith('ORDER_') || error.code === 'PROTOCOL_FORGED'
}
