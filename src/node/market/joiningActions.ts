import { type ErrorCode, isBuskerError, toErrorData } from '../../shared/errors.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { checkOffer } from './checkOffer.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { PurchaseAction, PurchaseActionOptions, PurchaseResult } from './purchaseContext.ts'
import { hasExpired, letterLifetimeMs, openingDeadline, workOf } from './purchaseFacts.ts'
import { type Purchase, receiptOf } from './purchases.ts'
import { callSeller, isUnreachable, sellerOf } from './sellerCalls.ts'

type Options = Pick<
  PurchaseActionOptions,
  'keys' | 'calls' | 'access' | 'works' | 'mailbox' | 'purchases' | 'contacts' | 'now' | 'isTimeKnown'
>

/** A policy in this condition is replaced by a fresh one, for the receipt. */
const unusablePolicy: readonly ErrorCode[] = ['POLICY_EXPIRED', 'POLICY_FORGED', 'POLICY_WRONG_KEY']

/** What the buyer does once it has paid. */
export function joiningActions(options: Options) {
  const { access, works, mailbox, purchases, now, isTimeKnown, keys } = options
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
      const ticket = MailboxClient.requestTicket(purchase.signedRequest.request.ticket)
      const letter = { kind: 'gift', receipt, sealedPolicy } as const
      await mailbox.send(purchase.signedRequest.recipient, ticket, letter, now() + letterLifetimeMs)
      return { on: 'handedOver', change: { code: null, message: null, deadline: null } }
    }
    const work = await works.byManifest(workOf(purchase))
    try {
      const policy = openPolicy(sealedPolicy, secret)
      await access.join({ policy, capsule: work.capsule, tracks: work.tracks }, signal)
    } catch (error) {
      if (!isBuskerError(error) || !unusablePolicy.includes(error.code)) throw error
      const fresh = await callSeller(options, sellerOf(options, purchase), 'renew', receipt, signal)
      await checkOffer(purchase, { ...fresh, secret }, work, now())
      const deadline = openingDeadline(fresh.signed.invoice, now())
      purchases.update(purchase.id, { invoice: fresh.signed, sealedPolicy: fresh.sealedPolicy, deadline })
      throw error
    }
    return { on: 'opened', change: { code: null, message: null, deadline: now() + letterLifetimeMs } }
  }
}
