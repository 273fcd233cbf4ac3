import fc from 'fast-check'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import {
  address,
  cidText,
  hex32,
  orderId,
  peerIdText,
  secret,
  toAddress,
  toLabel,
  workId,
} from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import { decodeText, encodeText } from './codec.ts'
import { type SignedIdentity, signIdentity } from './identity.ts'
import {
  commitmentsDigest,
  hashSecret,
  identityDigest,
  type Receipt,
  receipt as receiptSchema,
  receiptMaxBytes,
  requestDigest,
  signInvoice,
  signRequest,
  signedRequest,
  verifyInvoice,
  verifyReceipt,
  verifyRequest,
} from './purchase.ts'
import { type Invoice, type PurchaseRequest, purchaseRequest } from './purchaseRecords.ts'
import { requestTypedData } from './purchaseTypedData.ts'
import type { SigningAccount } from './signed.ts'

const buyer = privateKeyToAccount(generatePrivateKey())
const seller = privateKeyToAccount(generatePrivateKey())
const bytes32 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => hex32.parse(`0x${Buffer.from(bytes).toString('hex')}`))
const addresses = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => address.parse(`0x${Buffer.from(bytes).toString('hex')}`))
const times = fc.integer({ min: 0, max: 2 ** 45 })
const works = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => workId.parse(Buffer.from(bytes).toString('hex')))
const labels = works.map((id) => toLabel('track', id, 1))
const cids = works.map((id) => cidText.parse(`bafy${id.replaceAll(/[0189]/g, 'q')}`))
const amounts = fc.bigInt({ min: 0n, max: 2n ** 200n }).map(toAmount)

let identity: SignedIdentity
let receipt: Receipt

beforeAll(async () => {
  identity = await identityOf(buyer)
  const request = await signRequest(
    {
      buyer: toAddress(buyer.address),
      seller: toAddress(seller.address),
      chainId: 31337,
      tokenNetwork: address.parse(`0x${'5'.repeat(40)}`),
      label: toLabel('track', workId.parse('a'.repeat(32)), 1),
      manifest: cidText.parse(`bafy${'a'.repeat(40)}`),
      recipient: toAddress(buyer.address),
      recipientDigest: identityDigest(identity),
      nonce: hex32.parse(`0x${'1'.repeat(64)}`),
      expiry: 2_000_000_000_000,
      ticket: hex32.parse(`0x${'2'.repeat(64)}`),
    },
    { recipient: identity, buyer: identity },
    buyer,
  )
  const opened = secret.parse(`0x${'3'.repeat(64)}`)
  const { request: asked } = request
  const invoice: Invoice = {
    order: orderId.parse(`0x${'4'.repeat(64)}`),
    request: requestDigest(request),
    seller: asked.seller,
    buyer: asked.buyer,
    recipient: asked.recipient,
    chainId: asked.chainId,
    tokenNetwork: asked.tokenNetwork,
    amount: toAmount(5n),
    paymentId: toAmount(7n),
    secretHash: hashSecret(opened),
    expiry: asked.expiry,
    label: asked.label,
    manifest: asked.manifest,
    commitments: commitmentsDigest([hex32.parse(`0x${'6'.repeat(64)}`)]),
    threshold: 2,
    shares: 3,
    accessUntil: asked.expiry,
    sealedPolicy: hex32.parse(`0x${'7'.repeat(64)}`),
  }
  receipt = { v: 1, request, invoice: await signInvoice(invoice, seller), secret: opened }
})

const identityOf = (account: SigningAccount) =>
  signIdentity(
    {
      v: 1,
      account: toAddress(account.address),
      peer: peerIdText.parse(`12D3KooW${'1'.repeat(44)}`),
      verifyingKey: new Uint8Array(33).fill(2),
      receivingKey: new Uint8Array(33).fill(3),
      issuedAt: 1,
    },
    account,
  )

test('a receipt proves who paid whom for what, also after a journey as text', async () => {
  await expect(verifyReceipt(receipt)).resolves.toBeUndefined()
  const decoded = decodeText(receiptSchema, encodeText(receiptSchema, receipt), receiptMaxBytes)
  await expect(verifyReceipt(decoded)).resolves.toBeUndefined()
})

test('a request of which any field was changed is nobody’s', async () => {
  const others: { [F in keyof PurchaseRequest]: fc.Arbitrary<PurchaseRequest[F]> } = {
    buyer: addresses,
    seller: addresses,
    chainId: fc.integer({ min: 1, max: 2 ** 40 }),
    tokenNetwork: addresses,
    label: labels,
    manifest: cids,
    recipient: addresses,
    recipientDigest: bytes32,
    nonce: bytes32,
    expiry: times,
    ticket: bytes32,
    amount: amounts,
  }
  const { request } = receipt.request
  const withAmount = await signRequest(
    { ...request, amount: toAmount(30n) },
    { recipient: identity, buyer: identity },
    buyer,
  )
  await expect(verifyRequest(withAmount)).resolves.toBeUndefined()
  for (const signed of [receipt.request, withAmount]) {
    await fc.assert(
      fc.asyncProperty(changesOf(signed.request, others), async (change) => {
        const forged = { ...signed, request: { ...signed.request, ...change } }
        await expect(verifyRequest(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
      }),
      { numRuns: 60 },
    )
  }
})

test('no amount can be added to a signed request, or taken away', async () => {
  const identities = { recipient: identity, buyer: identity }
  const { amount: _, ...plain } = receipt.request.request
  const chosen = await signRequest({ ...plain, amount: toAmount(30n) }, identities, buyer)
  const without = { ...chosen, request: plain }
  const added = { ...(await signRequest(plain, identities, buyer)), request: chosen.request }
  for (const forged of [without, added]) {
    await expect(verifyRequest(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  }
})

test('a request without an amount has the bytes and the signature that it always had', async () => {
  const text = encodeText(signedRequest, receipt.request)
  expect(decodeText(signedRequest, text, receiptMaxBytes).request).not.toHaveProperty('amount')
  const { types } = requestTypedData(receipt.request.request)
  expect(types.PurchaseRequest.map(({ name }) => name)).not.toContain('amount')
})

test.each([
  ['negative', '-1'],
  ['more than a token can hold', String(2n ** 256n)],
  ['no whole number', '1.5'],
  ['nothing', ''],
])('an amount that is %s is refused when it is read', (_, amount) => {
  const wire = z.encode(purchaseRequest, receipt.request.request)
  expect(purchaseRequest.safeParse({ ...wire, amount }).success).toBe(false)
  expect(purchaseRequest.safeParse({ ...wire, amount: String(2n ** 256n - 1n) }).success).toBe(true)
})

test('an invoice of which any field was changed is nobody’s', async () => {
  const others: { [F in keyof Invoice]: fc.Arbitrary<Invoice[F]> } = {
    order: bytes32.map((bytes) => orderId.parse(bytes)),
    request: bytes32,
    seller: addresses,
    buyer: addresses,
    recipient: addresses,
    chainId: fc.integer({ min: 1, max: 2 ** 40 }),
    tokenNetwork: addresses,
    amount: amounts,
    paymentId: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(toAmount),
    secretHash: bytes32.map((bytes) => hashSecret(secret.parse(bytes))),
    expiry: times,
    label: labels,
    manifest: cids,
    commitments: bytes32,
    threshold: fc.integer({ min: 1, max: 30 }),
    shares: fc.integer({ min: 1, max: 30 }),
    accessUntil: times,
    sealedPolicy: bytes32,
  }
  const { invoice } = receipt.invoice
  await fc.assert(
    fc.asyncProperty(changesOf(invoice, others), async (change) => {
      const forged = { ...receipt.invoice, invoice: { ...invoice, ...change } }
      await expect(verifyInvoice(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
    }),
    { numRuns: 80 },
  )
})

test('a receipt with another secret, or of parts that do not belong together, proves nothing', async () => {
  const other = await signRequest(
    { ...receipt.request.request, nonce: hex32.parse(`0x${'9'.repeat(64)}`) },
    { recipient: identity, buyer: identity },
    buyer,
  )
  const forgeries: Receipt[] = [
    { ...receipt, secret: secret.parse(`0x${'8'.repeat(64)}`) },
    { ...receipt, request: other },
  ]
  for (const forged of forgeries) {
    await expect(verifyReceipt(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  }
})

test('an identity that somebody else signed for the buyer is refused', async () => {
  const stranger = privateKeyToAccount(generatePrivateKey())
  const theirs = await identityOf(stranger)
  const forged = { ...receipt.request, buyer: { ...theirs, body: identity.body } }
  await expect(verifyRequest(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
})

/** One field with another value than it has. */
function changesOf<T extends object>(
  original: T,
  others: { [F in keyof T]: fc.Arbitrary<T[F]> },
): fc.Arbitrary<Partial<T>> {
  const fields = Object.keys(others) as (keyof T)[]
  return fc
    .constantFrom(...fields)
    .chain((field) =>
      others[field]
        .filter((value) => value !== original[field])
        .map((value) => ({ [field]: value }) as unknown as Partial<T>),
    )
}
