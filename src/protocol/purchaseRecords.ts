import { z } from 'zod'
import { address, cidText, hex32, label, orderId, secretHash } from '../shared/ids.ts'
import { amount, maxAmount } from '../shared/money.ts'
import { time } from './fields.ts'

/** The buyer asks for an invoice. Signed by the buyer's account over all of it (EIP-712). */
export const purchaseRequest = z.strictObject({
  buyer: address,
  seller: address,
  chainId: z.int().positive(),
  tokenNetwork: address,
  label,
  manifest: cidText,
  /** Account whose identity record comes with the request: the buyer's own, or whom it is a gift for. */
  recipient: address,
  /** SHA-256 of that identity record. */
  recipientDigest: hex32,
  nonce: hex32,
  expiry: time,
  /** Where in the buyer's mailbox the answer goes when the seller is away now. */
  ticket: hex32,
  /** What the buyer chose to pay for a work whose price is a minimum; left out: its price. */
  amount: amount.refine((value) => value <= maxAmount, 'must be at most 2^256 - 1').optional(),
  /** SHA-256 of a code of the artist's, for which the work costs nothing; see `codeHash`. */
  code: hex32.optional(),
})
export type PurchaseRequest = z.output<typeof purchaseRequest>

/** The seller's offer: pay this much, locked with this hash, until then, and get this policy. */
export const invoice = z.strictObject({
  order: orderId,
  /** SHA-256 of the request's EIP-712 struct as sent (see `requestDigest`). */
  request: hex32,
  seller: address,
  buyer: address,
  recipient: address,
  chainId: z.int().positive(),
  tokenNetwork: address,
  amount,
  /** Raiden's payment identifier, 64 bit. */
  paymentId: amount,
  secretHash,
  expiry: time,
  label,
  manifest: cidText,
  /** SHA-256 of the content-key commitments, in the manifest's order. */
  commitments: hex32,
  threshold: z.int().min(1).max(30),
  shares: z.int().min(1).max(30),
  /** Joining is possible until then. */
  accessUntil: time,
  /** SHA-256 of the sealed policy that comes with the invoice. */
  sealedPolicy: hex32,
})
export type Invoice = z.output<typeof invoice>
