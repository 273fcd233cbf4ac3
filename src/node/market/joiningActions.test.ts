import { beforeEach, expect, test, vi } from 'vitest'
import { digest } from '../../protocol/codec.ts'
import { type Offer, signInvoice } from '../../protocol/purchase.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { joiningActions } from './joiningActions.ts'
import { MailboxClient } from './mailboxClient.ts'
import type { Purchase } from './purchases.ts'
import { createOrder, createPeople, createWork, orderTime as now } from './testing/orderFixture.ts'

type Options = Parameters<typeof joiningActions>[0]
const dayMs = 24 * 3_600_000
const { signal } = new AbortController()

const { artist, listener } = await createPeople()
const work = await createWork(artist)
const { purchase: ordered, sale } = await createOrder(artist, listener, work)
/** Paid for, and not opened yet. */
const purchase: Purchase = { ...ordered, state: 'paid', secret: sale.secret, deadline: now + 1 }
/** What the artist answers to a request for a fresh policy. */
let fresh: Offer
let isTimeKnown: boolean
/** Letters of the artist that nobody has looked at. */
const offers = new Map<string, Offer>()
const unreported: unknown[] = []
/** What is on disk. */
let kept: Partial<Purchase>
const join = vi.fn<Options['access']['join']>()
const call = vi.fn<(...given: unknown[]) => Promise<unknown>>()
const send = vi.fn<Options['mailbox']['send']>()
const answered = vi.fn<Options['contacts']['answered']>()
const byManifest = vi.fn<Options['works']['byManifest']>()

beforeEach(() => {
  fresh = { signed: sale.invoice, sealedPolicy: sale.sealedPolicy }
  kept = purchase
  isTimeKnown = true
  offers.clear()
  unreported.length = 0
  join.mockReset().mockResolvedValue()
  send.mockReset().mockResolvedValue()
  answered.mockReset()
  byManifest.mockReset().mockResolvedValue(work)
  call.mockReset().mockImplementation(async () => fresh)
})

const actions = () =>
  joiningActions({
    keys: listener,
    calls: { call },
    contacts: { answered },
    access: { join },
    works: { byManifest, artist: () => artist.identity },
    mailbox: { send },
    purchases: {
      get: () => kept,
      update: (_id: string, change: Partial<Purchase>) => (kept = { ...kept, ...change }),
    },
    offers,
    now: () => now,
    isTimeKnown: () => isTimeKnown,
    onUnreported: (error: unknown) => unreported.push(error),
  } as unknown as Options)
const joinPaid = (of = purchase, until = signal) => actions().join(of, until)
const failWith = (code: ErrorCode) => join.mockRejectedValue(new BuskerError(code, 'No.'))

test('what was paid for is opened with the policy that its secret opens', async () => {
  expect(await joinPaid()).toEqual({
    on: 'opened',
    change: { code: null, message: null, deadline: now + 29 * dayMs },
  })
  const { sealedPolicy, secret } = purchase
  if (sealedPolicy === null || secret === null) throw new Error('It is not paid.')
  const { capsule, tracks } = work
  expect(join).toHaveBeenCalledExactlyOnceWith(
    { policy: openPolicy(sealedPolicy, secret), capsule, tracks },
    signal,
  )
  const { label, manifest, seller } = purchase
  expect(byManifest).toHaveBeenCalledExactlyOnceWith({ label, manifest, artist: seller })
  expect([call, send].flatMap(({ mock }) => mock.calls)).toEqual([])
})

test('a gift is handed over with its receipt, and not opened by whoever paid', async () => {
  const gift = { ...purchase, recipient: toAddress(`0x${'99'.repeat(20)}`) }
  expect(await joinPaid(gift)).toEqual({
    on: 'handedOver',
    change: { code: null, message: null, deadline: null },
  })
  const { signedRequest: request, invoice, secret, sealedPolicy } = purchase
  expect(send).toHaveBeenCalledExactlyOnceWith(
    request.recipient,
    expect.any(String),
    { kind: 'gift', receipt: { v: 1, request, invoice, secret }, sealedPolicy },
    now + 29 * dayMs,
  )
  expect(join).not.toHaveBeenCalled()
})

test('a note that the hub does not take holds no gift back', async () => {
  const gift = { ...purchase, recipient: toAddress(`0x${'99'.repeat(20)}`), dedication: { name: 'Ana' } }
  const full = new BuskerError('MAILBOX_FULL', 'Full.')
  send.mockImplementation(async (_to, _ticket, { kind }) => {
    if (kind === 'dedication') throw full
  })
  expect(await joinPaid(gift)).toMatchObject({ on: 'handedOver' })
  expect(send.mock.calls.map(([, , { kind }]) => kind)).toEqual(['gift', 'dedication'])
  expect(unreported).toEqual([full])
})

test('what cannot be opened yet is tried again until its time is over, and then stays paid', async () => {
  failWith('POLICY_TOO_FEW_ANSWERS')
  call.mockRejectedValue(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
  await expect(joinPaid()).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_ANSWERS' })
  kept = { ...purchase, deadline: now }
  await expect(joinPaid(purchase, AbortSignal.abort())).rejects.toMatchObject({
    code: 'POLICY_TOO_FEW_ANSWERS',
  })
  kept = { ...purchase, deadline: null }
  await expect(joinPaid()).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_ANSWERS' })
  kept = { ...purchase, deadline: now }
  isTimeKnown = false
  await expect(joinPaid()).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_ANSWERS' })
  isTimeKnown = true
  expect(await joinPaid()).toEqual({
    on: 'notOpened',
    change: { code: 'POLICY_TOO_FEW_ANSWERS', message: 'No.', deadline: null },
  })
  expect(kept).toEqual({ ...purchase, deadline: now })
})

/** The same order, with a policy that nobody has tried. */
const movedOffer = async (change = {}, signer = artist): Promise<Offer> => {
  const { secret } = purchase
  const signed = await signInvoice(
    { ...sale.invoice.invoice, accessUntil: now + 40 * dayMs, ...change },
    signer.account,
  )
  return { signed, sealedPolicy: sale.sealedPolicy, ...(secret !== null && { secret }) }
}

test('where too few Ursulas answer the artist is asked for others, now and then, and the order ends when it would have', async () => {
  failWith('POLICY_TOO_FEW_ANSWERS')
  fresh = await movedOffer()
  const buyer = actions()
  await expect(buyer.join(purchase, signal)).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_ANSWERS' })
  await expect(buyer.join(purchase, signal)).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_ANSWERS' })
  expect(call.mock.calls.map((given) => given[2])).toEqual(['renew'])
  expect(kept).toMatchObject({ invoice: fresh.signed, deadline: purchase.deadline })
})

test('a policy that the artist has moved to other Ursulas is opened, and asked for by nobody', async () => {
  const offer = await movedOffer()
  offers.set(purchase.id, offer)
  expect(await joinPaid()).toMatchObject({ on: 'opened' })
  expect(kept).toMatchObject({ invoice: offer.signed, deadline: purchase.deadline })
  expect(offers.size).toBe(0)
  expect(call).not.toHaveBeenCalled()
})

test.each([
  ['of somebody else', () => movedOffer({}, listener)],
  ['for somebody else', () => movedOffer({ recipient: toAddress(`0x${'99'.repeat(20)}`) })],
  ['of another order', () => movedOffer({ order: `0x${'77'.repeat(32)}` })],
  ['of another secret', () => movedOffer({ secretHash: `0x${'77'.repeat(32)}` })],
  [
    'with a policy that the secret does not open',
    async () => {
      const sealedPolicy = new Uint8Array(80)
      return { ...(await movedOffer({ sealedPolicy: digest(sealedPolicy) })), sealedPolicy }
    },
  ],
])('a letter %s moves nothing, and what was bought is opened as it was', async (_, letter) => {
  offers.set(purchase.id, await letter())
  expect(await joinPaid()).toMatchObject({ on: 'opened' })
  expect(kept).toEqual(purchase)
})

test.each<ErrorCode>(['POLICY_EXPIRED', 'POLICY_FORGED', 'POLICY_WRONG_KEY'])(
  'a policy that is of no use is replaced by a fresh one, for the receipt: %s',
  async (code) => {
    failWith(code)
    const accessUntil = now + 40 * dayMs
    const signed = await signInvoice({ ...fresh.signed.invoice, accessUntil }, artist.account)
    fresh = { ...fresh, signed }
    await expect(joinPaid()).rejects.toMatchObject({ code })
    const { signedRequest: request, invoice, secret } = purchase
    const [, , operation, receipt] = call.mock.lastCall ?? []
    expect([operation, receipt]).toEqual(['renew', { v: 1, request, invoice, secret }])
    expect(kept).toMatchObject({
      invoice: signed,
      sealedPolicy: fresh.sealedPolicy,
      deadline: accessUntil,
    })
  },
)

test('a fresh policy that is for something else is not taken', async () => {
  failWith('POLICY_EXPIRED')
  const foreign = { ...fresh.signed.invoice, recipient: toAddress(`0x${'99'.repeat(20)}`) }
  fresh = { ...fresh, signed: await signInvoice(foreign, artist.account) }
  await expect(joinPaid()).rejects.toMatchObject({ code: 'ORDER_INVOICE_WRONG' })
  expect(kept).toEqual(purchase)
})

test('what is paid without a receipt is a fault, and nothing is asked of anybody', async () => {
  for (const missing of [{ secret: null }, { sealedPolicy: null }, { invoice: null }]) {
    await expect(joinPaid({ ...purchase, ...missing })).rejects.toThrow('has no receipt')
  }
  expect([join, call, send].flatMap(({ mock }) => mock.calls)).toEqual([])
})

test('after its time the artist is not told any more that it was opened', async () => {
  const opened = { ...purchase, state: 'joined', deadline: now } as const
  expect(await actions().acknowledge(opened, signal)).toEqual({
    on: 'acknowledged',
    change: { code: null, message: null, deadline: null },
  })
  expect(call).not.toHaveBeenCalled()
  await actions().acknowledge({ ...opened, deadline: now + 1 }, signal)
  const { orderId: order, secret } = purchase
  expect(call.mock.lastCall?.slice(2, 4)).toEqual(['delivered', { order, secret }])
  expect(answered).toHaveBeenCalledExactlyOnceWith(purchase.seller)
})

test('an artist who is away finds a letter that says that it was opened; any other failure is told', async () => {
  const opened = { ...purchase, state: 'joined', deadline: now + 1 } as const
  const { orderId: order, secret, seller } = purchase
  if (order === null) throw new Error('Nothing was ordered.')
  call.mockRejectedValue(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
  expect(await actions().acknowledge(opened, signal)).toMatchObject({ on: 'acknowledged' })
  expect(send).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ body: expect.objectContaining({ account: seller }) as unknown }),
    MailboxClient.deliveryTicket(order),
    { kind: 'delivered', order, secret },
    now + 29 * dayMs,
  )
  call.mockRejectedValue(new BuskerError('PROTOCOL_MALFORMED', 'No.'))
  await expect(actions().acknowledge(opened, signal)).rejects.toMatchObject({ code: 'PROTOCOL_MALFORMED' })
  expect(send).toHaveBeenCalledOnce()
})

test('what never was an order of the artist’s is not told to them', async () => {
  for (const missing of [{ secret: null }, { orderId: null }]) {
    const opened = { ...purchase, state: 'joined', deadline: now + 1, ...missing } as const
    expect(await actions().acknowledge(opened, signal)).toMatchObject({ on: 'acknowledged' })
  }
  expect(call).not.toHaveBeenCalled()
})
