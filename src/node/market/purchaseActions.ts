import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Offer } from '../../protocol/purchase.ts'
import { greetSeller } from './greetSeller.ts'
import { checkOffer } from './checkOffer.ts'
import { timeUnknown } from './orderTime.ts'
import { MailboxClient } from './mailboxClient.ts'
import { joiningActions } from './joiningActions.ts'
import { payingActions } from './payingActions.ts'
import type { PurchaseAction, PurchaseActionOptions, PurchaseResult } from './purchaseContext.ts'
import { expired, hasExpired, invoiceOf, openingDeadline, workOf } from './purchaseFacts.ts'
import type { Purchase } from './purchases.ts'
import { callSeller, isUnreachable, sellerOf } from './sellerCalls.ts'

/** How long a payment is held up at most so that the artist hears from whom it is, ms. */
const greetMs = 1_000
const noMailbox = { send: async () => undefined }

const invalidOfferCodes: readonly (ErrorCode | null)[] = ['ORDER_INVOICE_FORGED', 'ORDER_INVOICE_EXPIRED']

/** What the buyer does in each state. Every action is idempotent: it reads the current state first. */
export function purchaseActions(options: PurchaseActionOptions) {
  const { payments, works, mailbox, purchases, offers, now, isTimeKnown, revealTimeoutMs, lockMs } = options
  const { contacts, onChange } = options
  const hasRunOut = (purchase: Purchase) => isTimeKnown() && hasExpired(purchase, now())

  return {
    /** Asks the seller, or leaves the request in the mailbox while the seller is away. */
    async ask(purchase, signal) {
      if (hasRunOut(purchase)) return expired('Nobody answered in time. Nothing was paid.')
      const seller = sellerOf(options, purchase)
      const mailedOffer = isTimeKnown() ? offers.get(purchase.id) : undefined
      if (mailedOffer !== undefined) {
        offers.delete(purchase.id)
        const result = await evaluateOffer(purchase, mailedOffer)
        // A forged or expired offer is ignored: the seller is asked again.
        if (!invalidOfferCodes.includes(result.change?.code ?? null)) {
          contacts.answered(seller.body.account)
          return result
        }
      }
      try {
        const offer = await callSeller(options, seller, 'purchase', purchase.signedRequest, signal)
        return await evaluateOffer(purchase, offer)
      } catch (error) {
        if (isBuskerError(error) && isDecision(error)) return refusedBy(error)
        if (!isUnreachable(error)) throw error
        const letter = { kind: 'purchase', body: purchase.signedRequest } as const
        const { ticket, expiry } = purchase.signedRequest.request
        await mailbox.send(seller, MailboxClient.requestTicket(ticket), letter, expiry)
        if (contacts.missed(seller.body.account)) onChange?.(purchase.id)
        return null
      }
    },

    /** Waits for the person to confirm the amount, unless they did before. */
    async confirm(purchase) {
      if (hasRunOut(purchase)) return expired('The invoice ran out unpaid. Nothing was paid.')
      const { amount, expiry } = invoiceOf(purchase)
      if (purchase.confirmed === null || amount > purchase.confirmed) return null
      // Said again when it is delivered: a payment waits for no letter.
      const briefly = AbortSignal.timeout(greetMs)
      await greetSeller({ ...options, mailbox: noMailbox }, purchase, briefly).catch(() => undefined)
      return { on: 'confirmed', change: { deadline: expiry + lockMs + revealTimeoutMs } }
    },

    ...payingActions(options),
    ...joiningActions(options),
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
      ...(invoice.amount < purchase.price && { price: invoice.amount }),
      sealedPolicy: offer.sealedPolicy,
      orderId: invoice.order,
      secretHash: invoice.secretHash,
      code: null,
      message: null,
    }
    if (offer.secret !== undefined) {
      const deadline = openingDeadline(invoice, now())
      return { on: 'givenFree', change: { ...change, secret: offer.secret, deadline } }
    }
    await assertNewIdentity(purchase, offer)
    return { on: 'offered', change: { ...change, deadline: invoice.expiry } }
  }

  /** A payment is known by its hash: what was sent once under one can't be sent again under it. */
  async function assertNewIdentity(purchase: Purchase, { signed }: Offer): Promise<void> {
    const { secretHash, expiry } = signed.invoice
    const earlier = purchases.bySecretHash(secretHash)
    if (earlier === undefined || earlier.id === purchase.id) return
    if ((await payments.lookup(secretHash, 'sent')).state === 'unknown') return
    throw new BuskerError(
      'ORDER_INVOICE_REUSED',
      `The artist still answers with the invoice of an earlier attempt, whose payment came back. It runs out at ${new Date(expiry).toISOString()}; a new one is asked for until then. Nothing was paid by this order.`,
    )
  }
}

function refusedBy(error: BuskerError): PurchaseResult {
  return { on: 'refused', change: { code: error.code, message: error.message, deadline: null } }
}

/** What a seller decided, told apart from what went wrong on the way, and from what is decided later. */
function isDecision({ code }: BuskerError): boolean {
  if (code === 'ORDER_UNSETTLED' || code === 'ORDER_INVOICE_REUSED') return false
  return code.startsWith('ORDER_') || code === 'PROTOCOL_FORGED'
}
