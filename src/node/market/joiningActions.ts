import type { Offer } from '../../protocol/purchase.ts'
import { BuskerError, type ErrorCode, isBuskerError, toErrorData } from '../../shared/errors.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { checkOffer } from './checkOffer.ts'
import { greetSeller } from './greetSeller.ts'
import { giftTicket } from './giftTicket.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { PurchaseAction, PurchaseActionOptions, PurchaseResult } from './purchaseContext.ts'
import { hasExpired, letterLifetimeMs, openingDeadline, workOf } from './purchaseFacts.ts'
import { type Purchase, receiptOf } from './purchases.ts'
import { sendDedication } from './sendDedication.ts'
import { callSeller, isUnreachable, sellerOf } from './sellerCalls.ts'
import type { Work } from './workResolver.ts'

type Options = Pick<
  PurchaseActionOptions,
  | 'keys'
  | 'calls'
  | 'access'
  | 'works'
  | 'mailbox'
  | 'purchases'
  | 'contacts'
  | 'offers'
  | 'now'
  | 'isTimeKnown'
  | 'onUnreported'
>

/** A policy in this condition is replaced by a fresh one, for the receipt. */
const unusablePolicy: readonly ErrorCode[] = ['POLICY_EXPIRED', 'POLICY_FORGED', 'POLICY_WRONG_KEY']

/** The artist, who makes a policy each time, is asked for other Ursulas no more often, ms: twice as long after each. */
const askAgain = { firstMs: 60_000, mostMs: 24 * 3600_000 }

/** What the buyer does once it has paid. */
export function joiningActions(options: Options) {
  const { access, works, mailbox, purchases, offers, now, isTimeKnown, keys, onUnreported } = options
  /** When the artist may be asked for other Ursulas again, by purchase. */
  const nextAsk = new Map<string, { readonly at: number; readonly pauseMs: number }>()
  const hasRunOut = (purchase: Purchase) => isTimeKnown() && hasExpired(purchase, now())

  return {
    /** Joins the policy that was paid for, or hands the gift over. Past its deadline a failure ends the waiting. */
    async join(purchase, signal) {
      try {
        return await joinPaid(purchase, signal)
      } catch (error) {
        const current = purchases.get(purchase.id) ?? purchase
        if (signal.aborted || !hasRunOut(current)) throw error
        const { code, message } = toErrorData(error)
        return { on: 'notOpened', change: { code, message, deadline: null } }
      }
    },

    /** Tells the seller that nothing more is needed; after a month it is not told any more. */
    async acknowledge(purchase, signal) {
      const { orderId, secret } = purchase
      const done = { on: 'acknowledged', change: { code: null, message: null, deadline: null } } as const
      if (orderId === null || secret === null || hasRunOut(purchase)) return done
      const seller = sellerOf(options, purchase)
      await greetSeller(options, purchase, signal)
      try {
        await callSeller(options, seller, 'delivered', { order: orderId, secret }, signal)
      } catch (error) {
        if (!isUnreachable(error)) throw error
        const letter = { kind: 'delivered', order: orderId, secret } as const
        await mailbox.send(seller, MailboxClient.deliveryTicket(orderId), letter, now() + letterLifetimeMs)
      }
      return done
    },
  } satisfies Record<string, PurchaseAction>

  async function joinPaid(purchase: Purchase, signal: AbortSignal): Promise<PurchaseResult> {
    const receipt = receiptOf(purchase)
    const { sealedPolicy, secret } = purchase
    if (receipt === undefined || sealedPolicy === null || secret === null) {
      throw new Error(`Purchase ${purchase.id} is paid, but has no receipt.`)
    }
    if (purchase.recipient !== keys.identity.body.account) {
      await greetSeller(options, purchase, signal)
      const ticket = await giftTicket(purchase, keys.account)
      const letter = { kind: 'gift', receipt, sealedPolicy } as const
      await mailbox.send(purchase.signedRequest.recipient, ticket, letter, now() + letterLifetimeMs)
      // The gift is theirs whether this reaches them or not.
      await sendDedication(options, purchase).catch((error: unknown) => onUnreported?.(error))
      return { on: 'handedOver', change: { code: null, message: null, deadline: null } }
    }
    const work = await works.byManifest(workOf(purchase))
    const moved = await takeMoved(purchase, work)
    try {
      const policy = openPolicy(moved ?? sealedPolicy, secret)
      await access.join({ policy, capsule: work.capsule, tracks: work.tracks }, signal)
    } catch (error) {
      if (!isBuskerError(error) || !canBeReplaced(purchase, error)) throw error
      const fresh = await callSeller(options, sellerOf(options, purchase), 'renew', receipt, signal).catch(
        // That Ursulas do not answer is what is wrong, and not that the artist is away.
        (cause: unknown) => Promise.reject(isSilence(error) && isUnreachable(cause) ? error : cause),
      )
      // Silent Ursulas take no time from an order, and give it none: it ends when it would have.
      await replacePolicy(purchase, fresh, work, isSilence(error) ? 'keepsDeadline' : 'newDeadline')
      throw error
    }
    nextAsk.delete(purchase.id)
    return { on: 'opened', change: { code: null, message: null, deadline: now() + letterLifetimeMs } }
  }

  /** A fresh policy may do what this one does not; where Ursulas are silent the artist is asked now and then. */
  function canBeReplaced({ id }: Purchase, error: BuskerError): boolean {
    if (unusablePolicy.includes(error.code)) return true
    const next = nextAsk.get(id) ?? { at: now(), pauseMs: askAgain.firstMs }
    if (!isSilence(error) || now() < next.at) return false
    nextAsk.set(id, { at: now() + next.pauseMs, pauseMs: Math.min(2 * next.pauseMs, askAgain.mostMs) })
    return true
  }

  /** The policy of other Ursulas that the artist has left in the mailbox, if that is what it is. */
  async function takeMoved(purchase: Purchase, work: Work): Promise<Uint8Array | undefined> {
    const offer = offers.get(purchase.id)
    if (offer === undefined) return undefined
    offers.delete(purchase.id)
    try {
      await replacePolicy(purchase, offer, work, 'keepsDeadline')
      return offer.sealedPolicy
    } catch (error) {
      // Anybody can leave a letter: one that is not the artist's changes nothing.
      if (isBuskerError(error)) return undefined
      throw error
    }
  }

  async function replacePolicy(
    { id, orderId, secret }: Purchase,
    { signed, sealedPolicy }: Pick<Offer, 'signed' | 'sealedPolicy'>,
    work: Work,
    how: 'keepsDeadline' | 'newDeadline',
  ): Promise<void> {
    const purchase = purchases.get(id)
    if (purchase === undefined || secret === null) return
    await checkOffer(purchase, { signed, sealedPolicy, secret }, work, now())
    if (signed.invoice.order !== orderId) {
      throw new BuskerError('ORDER_INVOICE_WRONG', 'This policy is of another order.')
    }
    openPolicy(sealedPolicy, secret)
    purchases.update(id, {
      invoice: signed,
      sealedPolicy,
      ...(how === 'newDeadline' && { deadline: openingDeadline(signed.invoice, now()) }),
    })
  }
}

/** Too few Ursulas answer. */
function isSilence(error: BuskerError): boolean {
  return error.code === 'POLICY_TOO_FEW_ANSWERS'
}
