import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { hashSecret, type Offer, signInvoice } from '../../protocol/purchase.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { type Address, hex32, secret as secretSchema } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { purchaseActions } from './purchaseActions.ts'
import type { PurchaseActionOptions } from './purchaseContext.ts'
import type { Purchase } from './purchases.ts'
import { chain } from './testing/marketFixtures.ts'
import {
  createOrder,
  createPeople,
  createWork,
  type OrderPeople,
  orderTime as now,
} from './testing/orderFixture.ts'
import type { Work } from './workResolver.ts'

const revealTimeoutMs = 10_000
const lockMs = 30_000
const { signal } = new AbortController()
const secret = secretSchema.parse(`0x${'55'.repeat(32)}`)
let people: OrderPeople
let work: Work
let purchase: Purchase
let invoice: Offer['signed']['invoice']
let genuine: Offer
let isTimeKnown: boolean

beforeAll(async () => {
  people = await createPeople()
  const { artist, listener } = people
  work = await createWork(artist)
  const order = await createOrder(artist, listener, work)
  purchase = order.purchase
  genuine = { signed: order.sale.invoice, sealedPolicy: order.sale.sealedPolicy }
  invoice = genuine.signed.invoice
})
beforeEach(() => {
  isTimeKnown = true
})

/** The buyer's actions, with what they ask of others. */
function createBuyer() {
  const lookup = vi.fn<PurchaseActionOptions['payments']['lookup']>().mockResolvedValue({ state: 'unknown' })
  const sendPayment = vi.fn<PurchaseActionOptions['payments']['pay']>().mockResolvedValue()
  const call = vi.fn<(...given: unknown[]) => Promise<unknown>>().mockResolvedValue(genuine)
  const send = vi.fn<PurchaseActionOptions['mailbox']['send']>().mockResolvedValue()
  const bySecretHash = vi.fn<PurchaseActionOptions['purchases']['bySecretHash']>()
  const byManifest = vi.fn<PurchaseActionOptions['works']['byManifest']>(async () => work)
  const offers = new Map<string, Offer>()
  const contacts = {
    answered: vi.fn<(seller: Address) => boolean>(),
    missed: vi.fn<(seller: Address) => boolean>(),
  }
  const onChange = vi.fn<(id: string) => void>()
  const options = {
    payments: { lookup, pay: sendPayment },
    calls: { call },
    mailbox: { send },
    works: { byManifest, artist: () => people.artist.identity },
    purchases: { get: () => undefined, bySecretHash, update: () => undefined },
    revealTimeoutMs,
    lockMs,
    keys: people.listener,
    chain,
    offers,
    contacts,
    onChange,
    now: () => now,
    isTimeKnown: () => isTimeKnown,
  } as unknown as PurchaseActionOptions
  const paid = () => sendPayment.mock.calls.map(([intent]) => intent)
  return {
    ...purchaseActions(options),
    byManifest,
    bySecretHash,
    lookup,
    sendPayment,
    paid,
    call,
    send,
    offers,
    contacts,
    onChange,
  }
}

test('while the chain’s time is unknown nothing is paid, taken or run out', async () => {
  isTimeKnown = false
  const buyer = createBuyer()
  await expect(buyer.pay(purchase)).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
  expect(buyer.paid()).toEqual([])
  const late = { ...purchase, confirmed: toAmount(100n), deadline: now }
  expect(await buyer.confirm(late)).toMatchObject({
    on: 'confirmed',
    change: { deadline: invoice.expiry + lockMs + revealTimeoutMs },
  })
  buyer.offers.set(purchase.id, genuine)
  await expect(buyer.ask(late, signal)).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
  expect(buyer.offers.size).toBe(1)
})

describe('confirming', () => {
  test.each([
    ['nothing yet', null, null],
    ['one unit less', 99n, null],
    ['all of it', 100n, 'confirmed'],
    ['more', 101n, 'confirmed'],
  ])('with %s agreed to', async (_, confirmed, event) => {
    const agreed = { ...purchase, confirmed: confirmed === null ? null : toAmount(confirmed) }
    expect((await createBuyer().confirm(agreed))?.on ?? null).toBe(event)
  })

  test('is needed for nothing, too', async () => {
    const signed = { ...genuine.signed, invoice: { ...invoice, amount: toAmount(0n) } }
    expect(await createBuyer().confirm({ ...purchase, invoice: signed, confirmed: null })).toBeNull()
  })

  test('is over the moment the invoice runs out, and never without a deadline', async () => {
    const agreed = { ...purchase, confirmed: toAmount(100n) }
    expect(await createBuyer().confirm({ ...agreed, deadline: now })).toMatchObject({
      on: 'ranOut',
      change: { code: 'ORDER_EXPIRED' },
    })
    expect(await createBuyer().confirm({ ...agreed, deadline: now + 1 })).toMatchObject({
      on: 'confirmed',
      change: { deadline: invoice.expiry + lockMs + revealTimeoutMs },
    })
    expect(await createBuyer().confirm({ ...agreed, deadline: null })).toMatchObject({
      on: 'confirmed',
      change: { deadline: invoice.expiry + lockMs + revealTimeoutMs },
    })
  })
})

describe('asking', () => {
  const asking = () => ({ ...purchase, deadline: now + 1 })

  test('keeps the artist’s offer as it is', async () => {
    expect(await createBuyer().ask(asking(), signal)).toEqual({
      on: 'offered',
      change: {
        invoice: genuine.signed,
        sealedPolicy: genuine.sealedPolicy,
        orderId: invoice.order,
        secretHash: invoice.secretHash,
        code: null,
        message: null,
        deadline: invoice.expiry,
      },
    })
  })

  test('ends when nobody answered in time, without another question', async () => {
    const buyer = createBuyer()
    expect(await buyer.ask({ ...purchase, deadline: now }, signal)).toMatchObject({ on: 'ranOut' })
    expect(buyer.call).not.toHaveBeenCalled()
  })

  test.each<ErrorCode>(['IPFS_PEER_UNREACHABLE', 'IPFS_PEER_TIMEOUT'])(
    'leaves a letter when the artist is away: %s',
    async (code) => {
      const buyer = createBuyer()
      buyer.call.mockRejectedValueOnce(new BuskerError(code, 'Away.'))
      expect(await buyer.ask(asking(), signal)).toBeNull()
      const { request } = purchase.signedRequest
      expect(buyer.send).toHaveBeenCalledExactlyOnceWith(
        people.artist.identity,
        expect.any(String),
        { kind: 'purchase', body: purchase.signedRequest },
        request.expiry,
      )
    },
  )

  test('says once that the artist is away, and only when the letter for them is with the hub', async () => {
    const { account } = people.artist.identity.body
    const buyer = createBuyer()
    buyer.contacts.missed.mockReturnValueOnce(true).mockReturnValue(false)
    buyer.call.mockRejectedValue(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
    buyer.send.mockRejectedValueOnce(new BuskerError('IPFS_PEER_UNREACHABLE', 'The hub is away.'))
    await expect(buyer.ask(asking(), signal)).rejects.toMatchObject({ code: 'IPFS_PEER_UNREACHABLE' })
    expect(buyer.contacts.missed).not.toHaveBeenCalled()
    await buyer.ask(asking(), signal)
    await buyer.ask(asking(), signal)
    expect(buyer.contacts.missed.mock.calls).toEqual([[account], [account]])
    expect(buyer.onChange).toHaveBeenCalledExactlyOnceWith(purchase.id)
    expect(buyer.contacts.answered).not.toHaveBeenCalled()
  })

  test('knows that the artist is there by what only they can answer', async () => {
    const buyer = createBuyer()
    await buyer.ask(asking(), signal)
    expect(buyer.contacts.answered).toHaveBeenCalledTimes(1)
    for (const code of ['ORDER_REVOKED', 'SELLER_UNPAYABLE', 'PROTOCOL_UNKNOWN'] as const) {
      buyer.call.mockRejectedValueOnce(new BuskerError(code, 'No.'))
      await buyer.ask(asking(), signal).catch(() => undefined)
    }
    expect(buyer.contacts.answered).toHaveBeenCalledTimes(3)
    expect(buyer.contacts.missed).not.toHaveBeenCalled()
  })

  test('tells what the artist decided from what went wrong on the way', async () => {
    const buyer = createBuyer()
    for (const code of ['ORDER_REVOKED', 'PROTOCOL_FORGED'] as const) {
      buyer.call.mockRejectedValueOnce(new BuskerError(code, 'No.'))
      expect(await buyer.ask(asking(), signal)).toEqual({
        on: 'refused',
        change: { code, message: 'No.', deadline: null },
      })
    }
    for (const code of ['PROTOCOL_UNKNOWN', 'ORDER_UNSETTLED', 'ORDER_INVOICE_REUSED'] as const) {
      buyer.call.mockRejectedValueOnce(new BuskerError(code, 'No.'))
      await expect(buyer.ask(asking(), signal)).rejects.toMatchObject({ code })
    }
    expect(buyer.send).not.toHaveBeenCalled()
  })

  test('does not end an order for what went wrong on this side', async () => {
    const buyer = createBuyer()
    buyer.byManifest.mockResolvedValue({ ...work, tracks: null } as unknown as Work)
    await expect(buyer.ask(asking(), signal)).rejects.toThrow(TypeError)
  })

  test('takes an offer from the mailbox once, and asks again where it is forged or has run out', async () => {
    const buyer = createBuyer()
    buyer.offers.set(purchase.id, genuine)
    expect(await buyer.ask(asking(), signal)).toMatchObject({ on: 'offered' })
    expect([buyer.offers.size, buyer.call.mock.calls.length]).toEqual([0, 0])
    expect(buyer.contacts.answered).toHaveBeenCalledExactlyOnceWith(people.artist.identity.body.account)
    const forged = await signInvoice(invoice, people.listener.account)
    const late = await signInvoice({ ...invoice, expiry: now }, people.artist.account)
    for (const [asked, signed] of [forged, late].entries()) {
      buyer.offers.set(purchase.id, { ...genuine, signed })
      expect(await buyer.ask(asking(), signal)).toMatchObject({ on: 'offered' })
      expect(buyer.call).toHaveBeenCalledTimes(asked + 1)
    }
  })

  test('takes no invoice whose hash an earlier order was paid under, however often the artist gives it', async () => {
    const buyer = createBuyer()
    const taken = async () => (await buyer.ask(asking(), signal))?.on
    buyer.bySecretHash.mockReturnValue({ ...purchase, id: hex32.parse(`0x${'77'.repeat(32)}`) })
    expect(await taken()).toBe('offered')
    for (const state of ['pending', 'failed', 'paid'] as const) {
      buyer.lookup.mockResolvedValue({ state } as Awaited<ReturnType<typeof buyer.lookup>>)
      await expect(taken()).rejects.toMatchObject({ code: 'ORDER_INVOICE_REUSED' })
    }
    expect(buyer.lookup).toHaveBeenLastCalledWith(invoice.secretHash, 'sent')
    buyer.bySecretHash.mockReturnValue(purchase)
    expect(await taken()).toBe('offered')
    expect(buyer.bySecretHash).toHaveBeenLastCalledWith(invoice.secretHash)
    expect(buyer.paid()).toEqual([])
  })

  test('is given what costs nothing with the secret, for a day at least', async () => {
    const buyer = createBuyer()
    const free = { ...invoice, secretHash: hashSecret(secret), amount: toAmount(0n) }
    const signed = await signInvoice(free, people.artist.account)
    buyer.call.mockResolvedValue({ ...genuine, signed, secret })
    const given = await buyer.ask(asking(), signal)
    expect(given).toMatchObject({ on: 'givenFree', change: { secret, invoice: signed, orderId: free.order } })
    expect(given?.change?.deadline).toBeGreaterThanOrEqual(now + 24 * 3_600_000)
  })

  test('ends with an offer from the mailbox that asks for more', async () => {
    const buyer = createBuyer()
    const signed = await signInvoice({ ...invoice, amount: toAmount(101n) }, people.artist.account)
    buyer.offers.set(purchase.id, { ...genuine, signed })
    expect(await buyer.ask(asking(), signal)).toMatchObject({
      on: 'refused',
      change: { code: 'ORDER_PRICE_CHANGED' },
    })
    expect(buyer.call).not.toHaveBeenCalled()
  })
})

describe('saying that nothing more is needed', () => {
  const paidFor = () => ({ ...purchase, secret })

  test('goes to the artist, or into the mailbox while the artist is away', async () => {
    const buyer = createBuyer()
    expect(await buyer.acknowledge(paidFor(), signal)).toMatchObject({ on: 'acknowledged' })
    expect(buyer.send).not.toHaveBeenCalled()
    buyer.call.mockRejectedValueOnce(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
    expect(await buyer.acknowledge(paidFor(), signal)).toMatchObject({ on: 'acknowledged' })
    expect(buyer.send).toHaveBeenCalledOnce()
    expect(buyer.send.mock.lastCall?.slice(2)).toEqual([
      { kind: 'delivered', order: purchase.orderId, secret },
      now + 29 * 24 * 3_600_000,
    ])
    buyer.call.mockRejectedValueOnce(new BuskerError('ORDER_UNSETTLED', 'Not yet.'))
    await expect(buyer.acknowledge(paidFor(), signal)).rejects.toMatchObject({ code: 'ORDER_UNSETTLED' })
  })

  test('says nothing of an order that never had a secret', async () => {
    const buyer = createBuyer()
    expect(await buyer.acknowledge({ ...purchase, secret: null }, signal)).toMatchObject({
      on: 'acknowledged',
    })
    expect(await buyer.acknowledge({ ...paidFor(), orderId: null }, signal)).toMatchObject({
      on: 'acknowledged',
    })
    expect(buyer.call).not.toHaveBeenCalled()
  })
})
