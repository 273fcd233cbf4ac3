import { beforeAll, expect, test } from 'vitest'
import { digest } from '../../protocol/codec.ts'
import { commitmentsDigest, hashSecret, requestDigest, type SignedRequest } from '../../protocol/purchase.ts'
import type { Policy } from '../../protocol/policy.ts'
import { toAmount } from '../../shared/money.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { draftSale } from './draftSale.ts'
import {
  createPeople,
  createRequest,
  createTestPolicy,
  createWork,
  invoiceMs,
  type OrderPeople,
  orderTime as now,
  policyTerms as terms,
} from './testing/orderFixture.ts'
import type { Work } from './workResolver.ts'

let people: OrderPeople
let work: Work
let signed: SignedRequest
let policy: Policy

beforeAll(async () => {
  people = await createPeople()
  const { artist, listener, friend } = people
  work = await createWork(artist, 100n)
  signed = await createRequest(listener, work, { recipient: friend })
  policy = await createTestPolicy(artist, friend, work.label)
})

const draft = (change: Partial<Parameters<typeof draftSale>[0]> = {}) =>
  draftSale({ signed, work, amount: toAmount(100n), policy, terms, now, invoiceMs, ...change })

test('an invoice says what was asked for, at the amount agreed, and what its secret opens', () => {
  const { sale, invoice } = draft()
  const { request } = signed
  expect(invoice).toEqual({
    order: sale.id,
    request: requestDigest(signed),
    seller: people.artist.identity.body.account,
    buyer: people.listener.identity.body.account,
    recipient: people.friend.identity.body.account,
    chainId: request.chainId,
    tokenNetwork: request.tokenNetwork,
    amount: 100n,
    paymentId: sale.paymentId,
    secretHash: hashSecret(sale.secret),
    expiry: now + invoiceMs,
    label: work.label,
    manifest: work.manifest,
    commitments: commitmentsDigest(work.tracks.map(({ commitment }) => commitment)),
    threshold: terms.threshold,
    shares: terms.shares,
    accessUntil: terms.end,
    sealedPolicy: digest(sale.sealedPolicy),
  })
  expect(openPolicy(sale.sealedPolicy, sale.secret)).toEqual(policy)
})

test('a sale waits for its payment until the invoice runs out, and nothing of it has left', () => {
  const { sale, invoice } = draft()
  expect(sale).toEqual({
    id: invoice.order,
    state: 'invoiced',
    label: work.label,
    buyer: people.listener.identity.body.account,
    recipient: people.friend.identity.body.account,
    amount: 100n,
    paymentId: invoice.paymentId,
    secret: sale.secret,
    secretHash: hashSecret(sale.secret),
    request: signed,
    sealedPolicy: sale.sealedPolicy,
    greeting: null,
    releasedAt: null,
    debt: null,
    debtWaivedAt: null,
    lockExpiration: null,
    earlierOrder: null,
    duplicateOf: null,
    deadline: now + invoiceMs,
    code: null,
    message: null,
    createdAt: now,
    changedAt: now,
  })
})

test('an invoice can be paid as long as its request holds, and no longer', async () => {
  const short = await createRequest(people.listener, work, { expiry: now + invoiceMs - 1 })
  const { sale, invoice } = draft({ signed: short })
  expect([sale.deadline, invoice.expiry]).toEqual([now + invoiceMs - 1, now + invoiceMs - 1])
})

test('what costs nothing is paid already: its secret may leave, and nothing is waited for', () => {
  const { sale, invoice } = draft({ amount: toAmount(0n) })
  expect([sale.amount, invoice.amount]).toEqual([0n, 0n])
  expect(sale).toMatchObject({ state: 'paid', releasedAt: now, deadline: null })
})

test('every draft has an order, a secret and a payment of its own, and no payment has the number nought', () => {
  const drafts = Array.from({ length: 8 }, () => draft().sale)
  for (const field of ['id', 'secret', 'secretHash', 'paymentId'] as const) {
    expect(new Set(drafts.map((sale) => sale[field])).size).toBe(drafts.length)
  }
  for (const { paymentId } of drafts) {
    expect(paymentId).toBeGreaterThan(0n)
    expect(paymentId).toBeLessThan(2n ** 64n)
  }
})
