import { BuskerError } from '../../shared/errors.ts'
import {
  commitmentsDigest,
  hashSecret,
  type Offer,
  requestDigest,
  verifyInvoice,
} from '../../protocol/purchase.ts'
import { digest } from '../../protocol/codec.ts'
import type { Purchase } from './purchases.ts'
import type { Work } from './workResolver.ts'

/**
 * Checks an offer against what was asked, what the manifest promises and what the person was shown.
 *
 * @throws BuskerError `ORDER_INVOICE_FORGED` (not the seller's), `ORDER_INVOICE_WRONG` (the seller's, but not what was
 *   asked for), `ORDER_PRICE_CHANGED`, `ORDER_INVOICE_EXPIRED`. Nothing has been paid in any of these cases.
 */
export async function checkOffer(purchase: Purchase, offer: Offer, work: Work, now: number): Promise<void> {
  const { invoice } = offer.signed
  const { request } = purchase.signedRequest
  await verifyInvoice(offer.signed).catch((cause: unknown) => {
    throw new BuskerError(
      'ORDER_INVOICE_FORGED',
      'The invoice was not signed by the artist. Nothing was paid; try again later.',
      { cause },
    )
  })
  if (invoice.seller !== request.seller) {
    throw new BuskerError(
      'ORDER_INVOICE_FORGED',
      'The invoice comes from somebody else than the artist. Nothing was paid; try again later.',
    )
  }
  const commitments = commitmentsDigest(work.tracks.map(({ commitment }) => commitment))
  const agrees: Record<string, boolean> = {
    request: invoice.request === requestDigest(purchase.signedRequest),
    buyer: invoice.buyer === request.buyer,
    recipient: invoice.recipient === request.recipient,
    chain: invoice.chainId === request.chainId,
    token: invoice.tokenNetwork === request.tokenNetwork,
    label: invoice.label === request.label,
    manifest: invoice.manifest === request.manifest,
    commitments: invoice.commitments === commitments,
    policy: invoice.sealedPolicy === digest(offer.sealedPolicy),
    terms: invoice.threshold <= invoice.shares,
    secret:
      offer.secret === undefined ? invoice.amount > 0n : hashSecret(offer.secret) === invoice.secretHash,
  }
  const wrong = Object.keys(agrees).filter((part) => !agrees[part])
  if (wrong.length > 0) {
    throw new BuskerError(
      'ORDER_INVOICE_WRONG',
      `The artist's invoice is not for what was asked (${wrong.join(', ')}). Nothing was paid; try again later.`,
    )
  }
  if (offer.secret !== undefined) return
  if (invoice.amount > purchase.price) {
    throw new BuskerError(
      'ORDER_PRICE_CHANGED',
      'The artist now asks for more than the price you were shown. Nothing was paid; look at the new price first.',
    )
  }
  if (invoice.expiry <= now) {
    throw new BuskerError(
      'ORDER_INVOICE_EXPIRED',
      'The invoice had already run out when it arrived. Nothing was paid; try again.',
    )
  }
}
