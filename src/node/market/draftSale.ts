import { randomBytes } from 'node:crypto'
import { bytesToHex } from 'viem'
import { digest } from '../../protocol/codec.ts'
import type { Policy } from '../../protocol/policy.ts'
import { commitmentsDigest, hashSecret, requestDigest, type SignedRequest } from '../../protocol/purchase.ts'
import type { Invoice } from '../../protocol/purchaseRecords.ts'
import { orderId, type OrderId, secret } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { PolicyTerms } from '../access/access.ts'
import { sealPolicy } from '../access/sealedPolicy.ts'
import type { Sale } from './sales.ts'
import type { Work } from './workResolver.ts'

export interface DraftSaleInput {
  readonly signed: SignedRequest
  readonly work: Pick<Work, 'tracks'>
  /** What it is sold for; zero: it is given. */
  readonly amount: Amount
  readonly policy: Policy
  readonly terms: PolicyTerms
  /** ms since epoch */
  readonly now: number
  readonly invoiceMs: number
  /** For which it is given, where the recipient has another edition; it was sold otherwise. */
  readonly earlierOrder?: OrderId | undefined
}

/**
 * A new sale and the invoice of it, which is still to be signed: its secret is random, and seals the policy. One that
 * costs nothing is paid already.
 */
export function draftSale({
  signed,
  work,
  amount,
  policy,
  terms,
  now,
  invoiceMs,
  earlierOrder,
}: DraftSaleInput): {
  readonly sale: Omit<Sale, 'invoice'>
  readonly invoice: Invoice
} {
  const { request } = signed
  const chosen = secret.parse(bytesToHex(randomBytes(32)))
  const sealedPolicy = sealPolicy(policy, chosen)
  const id = orderId.parse(bytesToHex(randomBytes(32)))
  const expiry = Math.min(now + invoiceMs, request.expiry)
  const invoice: Invoice = {
    order: id,
    request: requestDigest(signed),
    seller: request.seller,
    buyer: request.buyer,
    recipient: request.recipient,
    chainId: request.chainId,
    tokenNetwork: request.tokenNetwork,
    amount,
    paymentId: randomPaymentId() as Invoice['paymentId'],
    secretHash: hashSecret(chosen),
    expiry,
    label: request.label,
    manifest: request.manifest,
    commitments: commitmentsOf(work),
    threshold: terms.threshold,
    shares: terms.shares,
    accessUntil: terms.end,
    sealedPolicy: digest(sealedPolicy),
  }
  const isFree = invoice.amount === 0n
  const sale = {
    id,
    state: isFree ? 'paid' : 'invoiced',
    label: request.label,
    buyer: request.buyer,
    recipient: request.recipient,
    amount: invoice.amount,
    paymentId: invoice.paymentId,
    secret: chosen,
    secretHash: invoice.secretHash,
    request: signed,
    sealedPolicy,
    greeting: null,
    releasedAt: isFree ? now : null,
    debt: null,
    debtWaivedAt: null,
    lockExpiration: null,
    earlierOrder: earlierOrder ?? null,
    duplicateOf: null,
    deadline: isFree ? null : expiry,
    code: null,
    message: null,
    createdAt: now,
    changedAt: now,
  } as const
  return { sale, invoice }
}

/** 64 bits, never zero. */
function randomPaymentId(): bigint {
  return BigInt(bytesToHex(randomBytes(8))) | 1n
}

/** What an invoice says of the content keys of a work, in the order of its manifest. */
export function commitmentsOf({ tracks }: Pick<Work, 'tracks'>): Invoice['commitments'] {
  return commitmentsDigest(tracks.map(({ commitment }) => commitment))
}
