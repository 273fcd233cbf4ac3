import { hexToBytes } from 'viem'
import { z } from 'zod'
import { BuskerError } from '../shared/errors.ts'
import { orderId, secret, secretHash } from '../shared/ids.ts'
import type { Hex32, Secret, SecretHash } from '../shared/ids.ts'
import { paragraph } from '../shared/text.ts'
import { digest, encode } from './codec.ts'
import { signedDedication } from './dedication.ts'
import { accountSignature, upToBytes } from './fields.ts'
import { signedGreeting, signedThanks } from './greeting.ts'
import { signedIdentity, type SignedIdentity, verifyIdentity } from './identity.ts'
import { policyMaxBytes } from './policy.ts'
import { type SigningAccount, recover } from './signed.ts'
import { type Invoice, invoice, type PurchaseRequest, purchaseRequest } from './purchaseRecords.ts'
import { invoiceTypedData, requestTypedData } from './purchaseTypedData.ts'
import { defineProtocol } from './rpc.ts'

export const signedRequest = z.strictObject({
  request: purchaseRequest,
  signature: accountSignature,
  recipient: signedIdentity,
  buyer: signedIdentity,
})
export type SignedRequest = z.output<typeof signedRequest>

export const signedInvoice = z.strictObject({ invoice, signature: accountSignature })
export type SignedInvoice = z.output<typeof signedInvoice>

/** An invoice as answered. `secret` comes along only where the price is zero, or the order is already paid. */
export const offer = z.strictObject({
  signed: signedInvoice,
  sealedPolicy: upToBytes(policyMaxBytes + 64),
  secret: secret.optional(),
})
export type Offer = z.output<typeof offer>

/** Proof of payment: the offer, what it answered, and the secret that only a payment reveals. */
export const receipt = z.strictObject({
  v: z.literal(1),
  request: signedRequest,
  invoice: signedInvoice,
  secret,
})
export type Receipt = z.output<typeof receipt>
export const receiptMaxBytes = 16 * 1024

const purchaseMaxBytes = policyMaxBytes + 32 * 1024

export const purchaseProtocol = defineProtocol('/busker/purchase/1', {
  /** The same bytes get the same invoice. */
  purchase: {
    input: signedRequest,
    output: offer,
    maxBytes: purchaseMaxBytes,
    requestMaxBytes: receiptMaxBytes,
  },
  /** A receipt entitles its recipient to a fresh policy, free; sealed under the same secret. */
  renew: { input: receipt, output: offer, maxBytes: purchaseMaxBytes, requestMaxBytes: receiptMaxBytes },
  /** The buyer has it: the seller need keep nothing ready any more. */
  delivered: {
    input: z.strictObject({ order: orderId, secret }),
    output: z.strictObject({}),
    maxBytes: 1024,
  },
  /** Who the buyer says they are, and a note: once an order. */
  greet: { input: signedGreeting, output: z.strictObject({}), maxBytes: 16 * 1024 },
})

/** What travels through the mailbox, sealed to the receiving key of whom it is for. */
export const letterContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('purchase'), body: signedRequest }),
  z.strictObject({ kind: z.literal('offer'), body: offer }),
  z.strictObject({ kind: z.literal('declined'), code: z.string().max(80), message: paragraph(1000) }),
  z.strictObject({ kind: z.literal('delivered'), order: orderId, secret }),
  z.strictObject({ kind: z.literal('greeting'), body: signedGreeting }),
  z.strictObject({ kind: z.literal('thanks'), body: signedThanks }),
  z.strictObject({ kind: z.literal('gift'), receipt, sealedPolicy: upToBytes(policyMaxBytes + 64) }),
  /** A letter of its own: who has an older Busker gets the gift without. */
  z.strictObject({ kind: z.literal('dedication'), body: signedDedication }),
])
export type LetterContent = z.output<typeof letterContent>

export async function signRequest(
  request: PurchaseRequest,
  identities: { recipient: SignedIdentity; buyer: SignedIdentity },
  account: SigningAccount,
): Promise<SignedRequest> {
  const signature = await account.signTypedData(requestTypedData(request))
  return { request, signature, ...identities }
}

/** @throws BuskerError `PROTOCOL_FORGED` unless buyer and recipient are who the request says */
export async function verifyRequest(signed: SignedRequest): Promise<void> {
  const { request, recipient, buyer } = signed
  await verifyIdentity(recipient)
  await verifyIdentity(buyer)
  const signer = await recover({ ...requestTypedData(request), signature: signed.signature })
  if (
    signer !== request.buyer ||
    buyer.body.account !== request.buyer ||
    recipient.body.account !== request.recipient ||
    identityDigest(recipient) !== request.recipientDigest
  ) {
    throw new BuskerError('PROTOCOL_FORGED', 'A purchase request was not signed by the buyer it names.')
  }
}

export async function signInvoice(body: Invoice, account: SigningAccount): Promise<SignedInvoice> {
  return { invoice: body, signature: await account.signTypedData(invoiceTypedData(body)) }
}

/** @throws BuskerError `PROTOCOL_FORGED` unless the seller named in the invoice signed it */
export async function verifyInvoice(signed: SignedInvoice): Promise<void> {
  const signer = await recover({ ...invoiceTypedData(signed.invoice), signature: signed.signature })
  if (signer !== signed.invoice.seller) {
    throw new BuskerError('PROTOCOL_FORGED', 'An invoice was not signed by the seller it names.')
  }
}

/**
 * Checks a receipt from nothing but itself: who paid whom, for what, and that it was paid.
 *
 * @throws BuskerError `PROTOCOL_FORGED`
 */
export async function verifyReceipt(proof: Receipt): Promise<void> {
  await verifyRequest(proof.request)
  await verifyInvoice(proof.invoice)
  const { request } = proof.request
  const body = proof.invoice.invoice
  const fits =
    body.request === requestDigest(proof.request) &&
    hashSecret(proof.secret) === body.secretHash &&
    body.seller === request.seller &&
    body.buyer === request.buyer &&
    body.recipient === request.recipient &&
    body.label === request.label &&
    body.manifest === request.manifest &&
    body.chainId === request.chainId &&
    body.tokenNetwork === request.tokenNetwork
  if (!fits) throw new BuskerError('PROTOCOL_FORGED', 'The parts of this receipt do not belong together.')
}

/** SHA-256 over a signed request's canonical bytes: what an invoice answers. */
export function requestDigest(signed: SignedRequest): Hex32 {
  return digest(encode(signedRequest, signed))
}

export function identityDigest(record: SignedIdentity): Hex32 {
  return digest(encode(signedIdentity, record))
}

/** SHA-256 over the concatenated content-key commitments. */
export function commitmentsDigest(commitments: readonly Hex32[]): Hex32 {
  return digest(hexToBytes(`0x${commitments.map((commitment) => commitment.slice(2)).join('')}`))
}

/** The lock a secret opens, as Raiden computes it. */
export function hashSecret(value: Secret): SecretHash {
  return secretHash.parse(digest(hexToBytes(value)))
}
