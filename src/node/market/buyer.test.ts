import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Offer, requestDigest, verifyRequest } from '../../protocol/purchase.ts'
import type { Transfer } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { purchaseStateNames } from '../../shared/orderStates.ts'
import { openStore, type Store } from '../store/openStore.ts'
import type { Buyer, BuyerOptions, PurchaseInput } from './buyer.ts'
import { MailboxClient } from './mailboxClient.ts'
import { chain, lockMs } from './testing/marketFixtures.ts'
import {
  createOrder,
  createPeople,
  createWork,
  type OrderFixture,
  type OrderPeople,
  orderTime,
} from './testing/orderFixture.ts'
import type { Work } from './workResolver.ts'
import { away, createBuyer as createBuyerOf } from './testing/buyerFixture.ts'
import { randomHex } from './testing/randomHex.ts'

const dayMs = 24 * 3600_000
const elsewhere = toAddress(`0x${'99'.repeat(20)}`)
let people: OrderPeople
let work: Work
let order: OrderFixture
let gift: OrderFixture
let store: Store
let now: number

beforeAll(async () => {
  people = await createPeople()
  work = await createWork(people.artist)
  order = await createOrder(people.artist, people.listener, work)
  gift = await createOrder(people.artist, people.friend, work, people.listener)
})
beforeEach(() => {
  now = orderTime
  store = openStore(':memory:', { keys: people.listener })
})
afterEach(() => store.close())

const own = () => people.listener.identity.body.account

const createBuyer = (changes: Partial<BuyerOptions> = {}) =>
  createBuyerOf({ people, work, order, store, now: () => now }, changes)
const lockedIn = (state: 'pending' | 'failed') =>
  ({ state, secret: null, expiration: now + lockMs }) as unknown as Transfer
const refused = (code: string) => expect.objectContaining({ code }) as Error
const input = (change: Partial<PurchaseInput> = {}): PurchaseInput => ({
  work,
  confirmed: null,
  maximumFee: toAmount(2n),
  ...change,
})

describe('an order', () => {
  test('begins with a signed request, at the price that was shown, and is told', async () => {
    const { buyer, purchases, onChange } = createBuyer()
    const purchase = await buyer.buy(input())
    const { request } = purchase.signedRequest
    await expect(verifyRequest(purchase.signedRequest)).resolves.toBeUndefined()
    expect(request).toMatchObject({ seller: work.artist, label: work.label, expiry: now + dayMs })
    expect(purchase).toEqual({
      id: requestDigest(purchase.signedRequest),
      state: 'requested',
      label: work.label,
      manifest: work.manifest,
      seller: work.artist,
      recipient: own(),
      price: 100n,
      confirmed: null,
      maximumFee: 2n,
      signedRequest: purchase.signedRequest,
      invoice: null,
      sealedPolicy: null,
      orderId: null,
      secretHash: null,
      secret: null,
      greeting: null,
      thanks: null,
      dedication: null,
      fee: null,
      lockExpiration: null,
      deadline: now + dayMs,
      code: null,
      message: null,
      createdAt: now,
      changedAt: now,
    })
    expect(purchases.list()).toEqual([purchase])
    expect(onChange).toHaveBeenCalledExactlyOnceWith(purchase.id)
  })

  test('for somebody else names them', async () => {
    const { buyer } = createBuyer()
    const recipient = people.friend.identity
    const { account } = recipient.body
    expect(await buyer.buy(input({ recipient }))).toMatchObject({
      recipient: account,
      signedRequest: { request: { recipient: account }, recipient },
    })
  })

  test('placed again is the same one while it lives, also placed twice at once', async () => {
    const { buyer, purchases } = createBuyer()
    const [one, two] = await Promise.all([buyer.buy(input()), buyer.buy(input())])
    expect(two.id).toBe(one.id)
    buyer.cancel(one.id)
    expect((await buyer.buy(input())).id).not.toBe(one.id)
    expect(purchases.list()).toHaveLength(2)
  })

  test('of one’s own work, or for another chain or token, is not made', async () => {
    const made = createBuyer()
    const { price } = work
    const refusal = async (change: Partial<Work>) => {
      made.byManifest.mockResolvedValueOnce({ ...work, ...change })
      return (await made.buyer.buy(input()).catch((error: BuskerError) => error)).code
    }
    expect(await refusal({ artist: own() })).toBe('ORDER_OWN_WORK')
    for (const other of [{ chainId: chain.id + 1 }, { tokenNetwork: elsewhere }])
      expect(await refusal({ price: { ...price, ...other } })).toBe('ORDER_WRONG_NETWORK')
    expect(made.purchases.list()).toEqual([])
  })
})

describe('agreeing to the price', () => {
  test('beforehand counts for the order, and less than the price makes none', async () => {
    const { buyer, purchases } = createBuyer()
    const less = buyer.buy(input({ confirmed: toAmount(99n) }))
    await expect(less).rejects.toMatchObject({ code: 'ORDER_COSTS_MORE' })
    expect(purchases.list()).toEqual([])
    expect((await buyer.buy(input({ confirmed: toAmount(100n) }))).confirmed).toBe(100n)
  })

  test('beforehand counts for one that waits for it, too', async () => {
    const { buyer } = createBuyer()
    const waiting = await buyer.buy(input())
    expect(await buyer.buy(input({ confirmed: toAmount(100n) }))).toMatchObject({
      id: waiting.id,
      confirmed: 100n,
    })
  })

  test('later is written once, and needs all of the price', () => {
    const { buyer, add, purchases } = createBuyer()
    const { id } = add('invoiced')
    expect(() => buyer.confirm(id, toAmount(99n))).toThrow(refused('ORDER_COSTS_MORE'))
    buyer.confirm(id, toAmount(100n))
    buyer.confirm(id, toAmount(200n))
    expect(purchases.get(id)?.confirmed).toBe(100n)
  })

  test.each(purchaseStateNames)('counts where nothing has been sent: %s', (state) => {
    const { buyer, add, purchases } = createBuyer()
    const { id } = add(state)
    buyer.confirm(id, toAmount(100n))
    const isOpen = state === 'requested' || state === 'invoiced'
    expect(purchases.get(id)?.confirmed).toBe(isOpen ? 100n : null)
  })

  test('lets the payment begin at once', async () => {
    const { buyer, add, pay, stateOf } = createBuyer()
    const { id } = add('invoiced')
    await buyer.start()
    expect(stateOf()).toBe('invoiced')
    buyer.confirm(id, toAmount(100n))
    await expect.poll(() => pay.mock.calls.length).toBe(1)
    expect(stateOf()).toBe('paying')
    await buyer.stop()
  })
})

describe('taking an order back', () => {
  test('takes its request out of the mailbox of an artist who is away', () => {
    const { buyer, add, withdraw, stateOf } = createBuyer()
    const { id, signedRequest } = add('requested')
    buyer.cancel(id)
    expect(stateOf()).toBe('cancelled')
    const ticket = MailboxClient.requestTicket(signedRequest.request.ticket)
    expect(withdraw).toHaveBeenCalledExactlyOnceWith(people.artist.identity, ticket)
  })

  test('holds where that fails, which is told, or where nobody knows the artist', async () => {
    const { buyer, add, withdraw, artist, onRetry, stateOf } = createBuyer()
    const failure = away()
    withdraw.mockRejectedValueOnce(failure)
    const { id } = add('invoiced')
    buyer.cancel(id)
    await expect.poll(() => onRetry.mock.calls).toEqual([[id, failure]])
    artist.mockReturnValue(undefined)
    const another = add('requested', { id: randomHex(), recipient: elsewhere })
    buyer.cancel(another.id)
    expect([stateOf(), stateOf(another.id), withdraw.mock.calls.length]).toEqual([
      'cancelled',
      'cancelled',
      1,
    ])
  })

  test('is too late once payment has begun', () => {
    const { buyer, add, withdraw, stateOf } = createBuyer()
    const { id } = add('paying')
    expect(() => buyer.cancel(id)).toThrow(refused('ORDER_TOO_LATE'))
    expect([stateOf(), withdraw.mock.calls.length]).toEqual(['paying', 0])
  })
})

describe('a letter of the artist', () => {
  const no = { code: 'ORDER_NOT_ON_SALE', message: 'Sold out.' }

  test('that refuses ends an order that is not paid, in the artist’s words', () => {
    const { buyer, add, purchases } = createBuyer()
    const { id, signedRequest } = add('requested')
    buyer.receiveRefusal(randomHex(), no)
    expect(purchases.get(id)?.state).toBe('requested')
    buyer.receiveRefusal(signedRequest.request.ticket, no)
    const message = 'The artist says: “Sold out.”'
    expect(purchases.get(id)).toMatchObject({ state: 'declined', code: no.code, message, deadline: null })
  })

  test('that refuses a payment lets it be waited for until its lock has run out', () => {
    const { buyer, add, purchases } = createBuyer()
    const { id, signedRequest, deadline } = add('paying')
    buyer.receiveRefusal(signedRequest.request.ticket, no)
    expect(purchases.get(id)).toMatchObject({ state: 'refunding', code: no.code, deadline })
  })

  test('that brings an offer is looked at now; one for nothing that was asked is not', async () => {
    const { buyer, add, stateOf, call } = createBuyer()
    const { signedRequest } = add('requested', { invoice: null, sealedPolicy: null, deadline: now + dayMs })
    await buyer.start()
    await expect.poll(() => call.mock.calls.length).toBe(1)
    const offer: Offer = { signed: order.sale.invoice, sealedPolicy: order.sale.sealedPolicy }
    buyer.receiveOffer(randomHex(), offer)
    buyer.receiveOffer(signedRequest.request.ticket, offer)
    await expect.poll(() => stateOf()).toBe('invoiced')
    expect(call).toHaveBeenCalledOnce()
    await buyer.stop()
  })
})

describe('what was paid for and could not be opened', () => {
  test('is opened anew when it is ordered again, and costs nothing', async () => {
    const { buyer, add, purchases } = createBuyer()
    const failed = { code: 'POLICY_EXPIRED', message: 'Too late.', deadline: null } as const
    const { id } = add('unopened', { ...failed, secret: order.sale.secret })
    now = orderTime + dayMs
    expect((await buyer.buy(input())).id).toBe(id)
    expect(purchases.list()).toMatchObject([
      { state: 'paid', code: null, message: null, deadline: order.receipt.invoice.invoice.accessUntil },
    ])
  })
})

describe('a gift that has opened', () => {
  const receiveGift = async (buyer: Buyer) => {
    await buyer.inbox.receive(gift.receipt, gift.sale.sealedPolicy)
    buyer.inbox.accept(gift.purchase.id)
  }

  test('is owned, and ends one’s own order for the same that is not paid', async () => {
    const { buyer, add, purchases, onGift } = createBuyer()
    const { id } = add('invoiced')
    await buyer.start()
    await receiveGift(buyer)
    await expect.poll(() => purchases.get(gift.purchase.id)?.state).toBe('owned')
    expect(purchases.get(id)).toMatchObject({
      state: 'declined',
      code: 'ORDER_ALREADY_OWNED',
      deadline: null,
    })
    expect(onGift).toHaveBeenCalled()
    await buyer.stop()
  })

  test('waits while one’s own order is being paid, and is looked at when that has ended', async () => {
    const { buyer, add, lookup, purchases } = createBuyer()
    add('paying', { deadline: now + dayMs })
    lookup.mockResolvedValue(lockedIn('pending'))
    await buyer.start()
    await receiveGift(buyer)
    await expect.poll(() => buyer.inbox.gifts.list()).toMatchObject([{ state: 'accepted' }])
    expect(purchases.get(gift.purchase.id)).toBeUndefined()
    lookup.mockResolvedValue(lockedIn('failed'))
    buyer.wakeBySecretHash(order.sale.secretHash)
    await expect.poll(() => purchases.get(gift.purchase.id)?.state).toBe('owned')
    expect(purchases.get(order.purchase.id)).toMatchObject({ state: 'failed' })
    await buyer.stop()
  })
})

describe('while it runs', () => {
  test('an order is looked at again when its payment changes, or all are woken, until the stop', async () => {
    const { buyer, add, lookup } = createBuyer()
    const { secretHash } = add('refunding', { deadline: now + dayMs })
    if (secretHash === null) throw new Error('An invoiced order has a hash.')
    lookup.mockResolvedValue(lockedIn('pending'))
    const looked = () => expect.poll(() => lookup.mock.calls.length)
    await buyer.start()
    await looked().toBe(1)
    buyer.wakeBySecretHash(secretHash)
    await looked().toBe(2)
    buyer.wakeBySecretHash(randomHex() as unknown as typeof secretHash)
    const inboxWoken = vi.spyOn(buyer.inbox, 'wakeAll')
    buyer.wakeAll()
    await looked().toBe(3)
    await buyer.stop()
    buyer.wakeAll()
    await new Promise((resolve) => setImmediate(resolve))
    expect([inboxWoken.mock.calls.length, lookup.mock.calls.length]).toEqual([2, 3])
  })

  test('why an order is not further is written once, and told', async () => {
    const { buyer, add, lookup, purchases, onChange, onRetry } = createBuyer()
    const { id } = add('paying', { deadline: now + dayMs })
    const down = away()
    lookup.mockRejectedValue(down)
    await buyer.start()
    await expect.poll(() => onRetry.mock.calls).toEqual([[id, down]])
    expect(purchases.get(id)).toMatchObject({ state: 'paying', code: down.code, message: down.message })
    expect(onChange).toHaveBeenCalledExactlyOnceWith(id)
    buyer.wakeAll()
    await expect.poll(() => onRetry.mock.calls.length).toBe(2)
    expect(onChange).toHaveBeenCalledOnce()
    await buyer.stop()
  })

  test('what the artist said stays to be read until the money is back', async () => {
    const { buyer, add, lookup, purchases, onRetry, onChange } = createBuyer()
    const said = { code: 'ORDER_LOCK_UNFIT', message: 'It does not fit.' } as const
    const { id } = add('refunding', { ...said, deadline: now + dayMs })
    lookup.mockRejectedValue(new BuskerError('RAIDEN_HUB_UNREACHABLE', 'Away.'))
    await buyer.start()
    await expect.poll(() => onRetry.mock.calls.length).toBe(1)
    expect(purchases.get(id)).toMatchObject(said)
    expect(onChange).not.toHaveBeenCalled()
    await buyer.stop()
  })

  test.each<[string, unknown, string, string]>([
    ['that the disk is full', Object.assign(new Error('x'), { code: 'ENOSPC' }), 'NODE_DISK_FULL', ''],
    ['what broke', new Error('It broke.'), 'INTERNAL_ERROR', 'It broke.'],
    ['what was thrown', 'nothing', 'INTERNAL_ERROR', 'nothing'],
  ])('an order says %s', async (_, thrown, code, message) => {
    const { buyer, add, lookup, purchases } = createBuyer()
    const { id } = add('paying', { deadline: now + dayMs })
    lookup.mockRejectedValue(thrown)
    await buyer.start()
    await expect.poll(() => purchases.get(id)?.code).toBe(code)
    expect(purchases.get(id)?.message).toContain(message)
    await buyer.stop()
  })
})
