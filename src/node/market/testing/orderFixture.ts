import { randomBytes } from 'node:crypto'
import type { Policy, SignedUrsulaRecord } from '../../../protocol/policy.ts'
import { newWorkId } from '../../../protocol/manifest.ts'
import {
  type Receipt,
  requestDigest,
  signInvoice,
  type SignedRequest,
  signRequest,
} from '../../../protocol/purchase.ts'
import type { PurchaseRequest } from '../../../protocol/purchaseRecords.ts'
import { cidText, toLabel } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import type { ContentKey } from '../../access/access.ts'
import { commitmentOf, sealTrackKey } from '../../access/capsules.ts'
import { makeGrant } from '../../access/makeGrant.ts'
import { deriveKeys } from '../../keys/deriveKeys.ts'
import type { Keys } from '../../keys/keys.ts'
import { newWords } from '../../keys/words.ts'
import { draftSale } from '../draftSale.ts'
import { newRequest } from '../newRequest.ts'
import type { Gift } from '../gifts.ts'
import type { Purchase } from '../purchases.ts'
import type { Sale } from '../sales.ts'
import type { Work } from '../workResolver.ts'
import { chain } from './marketFixtures.ts'

/** When everything of these orders is made, ms since epoch. */
export const orderTime = 1_800_000_000_000
export const invoiceMs = 600_000
const dayMs = 24 * 3600_000

/** An artist, a listener and a friend of theirs, as far as keys go. */
export interface OrderPeople {
  readonly artist: Keys
  readonly listener: Keys
  readonly friend: Keys
}

export async function createPeople(): Promise<OrderPeople> {
  const [artist, listener, friend] = await Promise.all([newKeys(), newKeys(), newKeys()])
  return { artist, listener, friend }
}

function newKeys(): Promise<Keys> {
  return deriveKeys(newWords(), orderTime)
}

/** A track of the artist's. @param price base units */
export async function createWork(artist: Keys, price = 100n): Promise<Work> {
  const { account } = artist.identity.body
  const id = newWorkId(account)
  const label = toLabel('track', id, 1)
  const key = new Uint8Array(randomBytes(32)) as ContentKey
  return {
    label,
    manifest: cidText.parse(`bafy${id.replaceAll(/[01-9]/g, 'q')}`),
    artist: account,
    title: 'A song',
    price: { amount: toAmount(price), chainId: chain.id, tokenNetwork: chain.tokenNetwork },
    capsule: await sealTrackKey(artist, label, key),
    tracks: [{ id, edition: 1, commitment: commitmentOf(key) }],
  }
}

/** A policy as a grant makes one; its Ursulas answer nobody. */
export async function createTestPolicy(artist: Keys, recipient: Keys, label: Work['label']): Promise<Policy> {
  const { verifyingKey, receivingKey } = artist.identity.body
  const ursulas = [1, 2, 3].map((n): SignedUrsulaRecord => {
    const body = { v: 1 as const, address: new Uint8Array(20).fill(n), peer: `peer ${n}`, addresses: [] }
    return {
      body: { ...body, verifyingKey, encryptingKey: receivingKey, operator: `operator ${n}` },
      signature: new Uint8Array(64),
    }
  })
  return makeGrant(artist, label, recipient.identity.body, policyTerms, ursulas)
}

export const policyTerms = { threshold: 2, shares: 3, end: orderTime + 90 * dayMs }

/** A request, with some of it changed before it is signed. */
export async function createRequest(
  buyer: Keys,
  work: Work,
  { recipient = buyer, ...change }: { recipient?: Keys } & Omit<Partial<PurchaseRequest>, 'recipient'> = {},
): Promise<SignedRequest> {
  const input = { buyer, work, chain, recipient: recipient.identity, expiry: orderTime + dayMs }
  const { request } = await newRequest(input)
  const identities = { recipient: recipient.identity, buyer: buyer.identity }
  return signRequest({ ...request, ...change }, identities, buyer.account)
}

/** One order that has its invoice, as each side keeps it, and the receipt of it once it is paid. */
export interface OrderFixture {
  readonly policy: Policy
  readonly request: SignedRequest
  readonly sale: Sale
  readonly purchase: Purchase
  readonly receipt: Receipt
}

export async function createOrder(
  artist: Keys,
  buyer: Keys,
  work: Work,
  recipient: Keys = buyer,
): Promise<OrderFixture> {
  const signed = await createRequest(buyer, work, { recipient })
  const policy = await createTestPolicy(artist, recipient, work.label)
  const amount = work.price.amount
  const draft = draftSale({ signed, work, amount, policy, terms: policyTerms, now: orderTime, invoiceMs })
  const invoice = await signInvoice(draft.invoice, artist.account)
  const sale: Sale = { ...draft.sale, invoice }
  const purchase: Purchase = {
    id: requestDigest(signed),
    state: 'invoiced',
    label: work.label,
    manifest: work.manifest,
    seller: work.artist,
    recipient: signed.request.recipient,
    price: work.price.amount,
    confirmed: null,
    maximumFee: toAmount(2n),
    signedRequest: signed,
    invoice,
    sealedPolicy: sale.sealedPolicy,
    orderId: sale.id,
    secretHash: sale.secretHash,
    secret: null,
    greeting: null,
    thanks: null,
    dedication: null,
    fee: null,
    lockExpiration: null,
    deadline: invoice.invoice.expiry,
    code: null,
    message: null,
    createdAt: orderTime,
    changedAt: orderTime,
  }
  return {
    policy,
    request: signed,
    sale,
    purchase,
    receipt: { v: 1, request: signed, invoice, secret: sale.secret },
  }
}

/** What the friend has paid for the listener, as it waits there. */
export async function createGift({ artist, listener, friend }: OrderPeople, work: Work): Promise<Gift> {
  const { purchase, receipt, sale } = await createOrder(artist, friend, work, listener)
  return {
    id: purchase.id,
    state: 'waiting',
    label: work.label,
    manifest: work.manifest,
    seller: work.artist,
    giver: sale.buyer,
    isVouched: false,
    amount: work.price.amount,
    receipt,
    sealedPolicy: sale.sealedPolicy,
    dedication: null,
    deadline: orderTime + 29 * dayMs,
    code: null,
    message: null,
    receivedAt: orderTime,
    changedAt: orderTime,
  }
}
