import { beforeEach, describe, expect, test } from 'vitest'
import { digest } from '../../protocol/codec.ts'
import { requestDigest, verifyInvoice } from '../../protocol/purchase.ts'
import { cidText, orderId, secretHash, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { clockToleranceMs } from './orderTime.ts'
import { chain } from './testing/marketFixtures.ts'
import { createRequest, invoiceMs, policyTerms } from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'
import { accessMs, addDebts, createWares, type MadeSeller, Shop } from './testing/sellerFixture.ts'

const elsewhere = toAddress(`0x${'99'.repeat(20)}`)
const wares = await createWares()
const { people, work, free, freePolicy, request, freeRequest, order } = wares
let shop: Shop

beforeEach(() => {
  shop = new Shop(wares)
  return () => shop.close()
})

const ofListener = () => people.listener.identity.body.account
const askAgain = (change = {}) => createRequest(people.listener, work, change)

describe('a request', () => {
  test('is answered with an invoice that the artist signed, and a policy for its recipient, without the secret', async () => {
    const made = shop.createSeller()
    const offer = await made.seller.answer(request)
    await expect(verifyInvoice(offer.signed)).resolves.toBeUndefined()
    const { invoice } = offer.signed
    expect(invoice).toMatchObject({
      request: requestDigest(request),
      amount: 100n,
      expiry: shop.now + invoiceMs,
      threshold: policyTerms.threshold,
      shares: policyTerms.shares,
      accessUntil: shop.now + accessMs,
      sealedPolicy: digest(offer.sealedPolicy),
    })
    expect('secret' in offer).toBe(false)
    expect(made.make).toHaveBeenCalledExactlyOnceWith(work.label, people.listener.identity.body, policyTerms)
    expect(made.seller.sales.list()).toMatchObject([
      { id: invoice.order, state: 'invoiced', invoice: offer.signed },
    ])
    expect(made.record).not.toHaveBeenCalled()
    expect(made.onWaitingBuyers).not.toHaveBeenCalled()
  })

  describe('for a work whose price is a minimum', () => {
    beforeEach(() => {
      shop.onSale = { ...work, price: { ...work.price, orMore: true } }
    })

    test.each([
      [undefined, 100n],
      [100n, 100n],
      [150n, 150n],
    ])('of %s is answered with an invoice of %s, for which there has to be room', async (amount, agreed) => {
      const made = shop.createSeller()
      const asked = await askAgain(amount === undefined ? {} : { amount: toAmount(amount) })
      const { signed } = await made.seller.answer(asked)
      expect(signed.invoice.amount).toBe(agreed)
      expect(made.canReceive).toHaveBeenCalledExactlyOnceWith(agreed)
      expect(made.seller.sales.get(signed.invoice.order)).toMatchObject({ amount: agreed })
    })

    test.each([0n, 99n])('of %s is refused, and leaves the invoice that is out', async (amount) => {
      const made = shop.createSeller()
      const { signed } = await made.seller.answer(await askAgain({ amount: toAmount(150n) }))
      const less = await askAgain({ amount: toAmount(amount) })
      await expect(made.seller.answer(less)).rejects.toMatchObject({ code: 'ORDER_BELOW_MINIMUM' })
      expect(made.seller.sales.list()).toMatchObject([
        { id: signed.invoice.order, state: 'invoiced', amount: 150n },
      ])
      expect(made.seller.held.has(less)).toBe(false)
    })
  })

  test('that came while the price was reduced, and waited for the artist, gets what it was reduced to', async () => {
    const until = shop.now + 1_000
    shop.onSale = { ...work, price: { ...work.price, reduced: { amount: toAmount(60n), until } } }
    const made = shop.createSeller()
    made.canReceive.mockResolvedValue(false)
    const inTime = await askAgain({ amount: toAmount(60n) })
    await expect(made.seller.answer(inTime)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    shop.now = until
    const late = await askAgain({ amount: toAmount(60n) })
    await expect(made.seller.answer(late)).rejects.toMatchObject({ code: 'ORDER_REDUCTION_OVER' })
    // Asking again makes nobody earlier, nor later.
    await expect(made.seller.answer(inTime)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    made.canReceive.mockResolvedValue(true)
    expect(await made.seller.answerable()).toEqual([inTime])
    expect((await made.seller.answer(inTime)).signed.invoice.amount).toBe(60n)
  })

  test('of more than a fixed price is refused', async () => {
    const { seller } = shop.createSeller()
    const more = await askAgain({ amount: toAmount(101n) })
    await expect(seller.answer(more)).rejects.toMatchObject({ code: 'ORDER_PRICE_FIXED' })
    expect(seller.sales.list()).toEqual([])
  })

  test('for what is free is answered with the secret, and access is written down with the sale', async () => {
    const made = shop.createSeller()
    shop.onSale = free
    made.canReceive.mockResolvedValue(false)
    addDebts(made.seller.sales, order.sale)
    const offer = await made.seller.answer(freeRequest)
    const sale = made.seller.sales.get(offer.signed.invoice.order)
    expect(sale).toMatchObject({ state: 'paid', amount: 0n })
    expect(offer.secret).toBe(sale?.secret)
    expect(made.record).toHaveBeenCalledExactlyOnceWith(freePolicy, ofListener(), sale?.id)
  })

  test.each<[string, Parameters<typeof createRequest>[2]]>([
    ['artist', { seller: elsewhere }],
    ['chain', { chainId: chain.id + 1 }],
    ['token', { tokenNetwork: elsewhere }],
  ])('for another %s is refused', async (_, change) => {
    const { seller } = shop.createSeller()
    const wrong = await askAgain(change)
    await expect(seller.answer(wrong)).rejects.toMatchObject({ code: 'ORDER_NOT_FOR_US' })
    expect(seller.sales.list()).toEqual([])
  })

  test('that was changed after it was signed is refused', async () => {
    const { seller } = shop.createSeller()
    const forged = { ...request, request: { ...request.request, nonce: randomHex() } }
    await expect(seller.answer(forged)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  })

  test('is taken until it has run out, by a clock that may be a little late', async () => {
    const { seller } = shop.createSeller()
    shop.now = request.request.expiry + clockToleranceMs
    await expect(seller.answer(request)).rejects.toMatchObject({ code: 'ORDER_REQUEST_EXPIRED' })
    shop.now -= 1
    await expect(seller.answer(request)).resolves.toMatchObject({ signed: { invoice: { amount: 100n } } })
  })

  test('is not answered while the chain’s time is unknown', async () => {
    const made = shop.createSeller()
    shop.isTimeKnown = false
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'CLOCK_UNKNOWN' })
    expect(made.seller.sales.list()).toEqual([])
  })

  test('is refused where the work is not on sale, or in another edition', async () => {
    const { seller } = shop.createSeller()
    shop.onSale = undefined
    await expect(seller.answer(request)).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
    shop.onSale = { ...work, manifest: cidText.parse(`${work.manifest}q`) }
    await expect(seller.answer(request)).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
  })

  test('of somebody without a channel is refused where it costs something', async () => {
    const made = shop.createSeller()
    made.standing.mockResolvedValue('stranger')
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'BUYER_NOT_CONNECTED' })
    expect(made.standing).toHaveBeenCalledExactlyOnceWith(ofListener())
  })

  test('of a buyer who has sixteen unpaid invoices is refused, until those can’t be paid any more', async () => {
    const { seller } = shop.createSeller()
    for (let open = 0; open < 16; open += 1) {
      const own = { id: orderId.parse(randomHex()), secretHash: secretHash.parse(randomHex()) }
      const recipient = toAddress(`0x${open.toString(16).padStart(40, '0')}`)
      seller.sales.insert({ ...order.sale, ...own, recipient, createdAt: shop.now - invoiceMs })
    }
    await expect(seller.answer(request)).rejects.toMatchObject({ code: 'ORDER_TOO_MANY_OPEN' })
    shop.now += 1
    await expect(seller.answer(request)).resolves.toMatchObject({ signed: { invoice: { amount: 100n } } })
  })
})

describe('a request that cannot be paid now', () => {
  test('is held and says so, where the artist has no room for the amount', async () => {
    const made = shop.createSeller()
    made.canReceive.mockResolvedValue(false)
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    expect(made.canReceive).toHaveBeenCalledExactlyOnceWith(100n)
    expect([made.seller.held.has(request), made.seller.sales.list()]).toEqual([true, []])
    expect(made.onWaitingBuyers).toHaveBeenCalledOnce()
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    expect(made.onWaitingBuyers).toHaveBeenCalledOnce()
  })

  test('is refused where only what the buyer adds of their own has no room, and held where the artist’s price has none', async () => {
    const made = shop.createSeller()
    shop.onSale = { ...work, price: { ...work.price, orMore: true } }
    made.canReceive.mockResolvedValue(false)
    const generous = await askAgain({ amount: toAmount(150n) })
    made.receivable.mockResolvedValue(toAmount(100n))
    await expect(made.seller.answer(generous)).rejects.toMatchObject({ code: 'ORDER_ABOVE_CAPACITY' })
    expect([made.seller.held.has(generous), made.seller.sales.list()]).toEqual([false, []])
    for (const receivable of [99n, 0n]) {
      made.receivable.mockResolvedValue(toAmount(receivable))
      await expect(made.seller.answer(generous)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    }
    expect(made.seller.held.has(generous)).toBe(true)
    made.receivable.mockResolvedValue(toAmount(149n))
    expect(await made.seller.answerable()).toEqual([])
    made.receivable.mockResolvedValue(toAmount(150n))
    expect(await made.seller.answerable()).toHaveLength(1)
  })

  test('of any amount is held where the artist lets people name their price, and can’t be paid at all', async () => {
    const made = shop.createSeller()
    shop.onSale = { ...free, price: { ...free.price, orMore: true } }
    made.canReceive.mockResolvedValue(false)
    made.receivable.mockResolvedValue(toAmount(0n))
    const asked = await createRequest(people.listener, free, { amount: toAmount(1n) })
    await expect(made.seller.answer(asked)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    expect(made.seller.held.has(asked)).toBe(true)
  })

  test('is held and says so, where the hub owes for too many sales', async () => {
    const made = shop.createSeller()
    addDebts(made.seller.sales, order.sale)
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_HUB_IN_DEBT' })
    expect([made.seller.held.has(request), made.canReceive.mock.calls.length]).toEqual([true, 0])
    expect(await made.seller.answerable()).toEqual([])
    expect(made.receivable).not.toHaveBeenCalled()
  })

  test('gets no second invoice, and the one it has is not given again', async () => {
    const made = shop.createSeller()
    await made.seller.answer(request)
    made.canReceive.mockResolvedValue(false)
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    const another = await askAgain()
    await expect(made.seller.answer(another)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    expect(made.seller.sales.list()).toMatchObject([{ state: 'invoiced' }])
  })

  test('can be answered once so much can be received', async () => {
    const made = shop.createSeller()
    expect(await made.seller.answerable()).toEqual([])
    expect(made.receivable).not.toHaveBeenCalled()
    made.canReceive.mockResolvedValue(false)
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    made.receivable.mockResolvedValue(toAmount(99n))
    expect(await made.seller.answerable()).toEqual([])
    made.receivable.mockResolvedValue(toAmount(100n))
    expect(await made.seller.answerable()).toEqual([request])
    made.seller.dropHeldRequest(request)
    expect([await made.seller.answerable(), made.onWaitingBuyers.mock.calls.length]).toEqual([[], 2])
    made.seller.dropHeldRequest(request)
    expect(made.onWaitingBuyers).toHaveBeenCalledTimes(2)
  })

  test('runs out by the chain’s time, and not while that is unknown', async () => {
    const made = shop.createSeller()
    made.canReceive.mockResolvedValue(false)
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    shop.now = request.request.expiry
    shop.isTimeKnown = false
    expect(made.seller.held.countBuyers()).toBe(1)
    shop.isTimeKnown = true
    expect(made.seller.held.countBuyers()).toBe(0)
  })
})

describe('while an invoice is unpaid', () => {
  test('the same request gets the same one, until it runs out', async () => {
    const { seller, lookup } = shop.createSeller()
    const first = await seller.answer(request)
    shop.now = first.signed.invoice.expiry - 1
    shop.onSale = undefined
    expect(await seller.answer(request)).toEqual(first)
    expect(lookup).not.toHaveBeenCalled()
    shop.onSale = work
    shop.now += 1
    const second = await seller.answer(request)
    expect(second.signed.invoice.order).not.toBe(first.signed.invoice.order)
    expect(seller.sales.get(first.signed.invoice.order)).toMatchObject({ state: 'expired', deadline: null })
  })

  test('another request of the buyer takes its place, at today’s price and under a hash of its own', async () => {
    const { seller } = shop.createSeller()
    const first = await seller.answer(request)
    shop.onSale = { ...work, price: { ...work.price, amount: toAmount(90n) } }
    const second = await seller.answer(await askAgain())
    expect(second.signed.invoice.amount).toBe(90n)
    expect(second.signed.invoice.secretHash).not.toBe(first.signed.invoice.secretHash)
    expect(second.signed.invoice.paymentId).not.toBe(first.signed.invoice.paymentId)
    expect(seller.sales.get(first.signed.invoice.order)).toMatchObject({ state: 'expired', deadline: null })
  })

  test('two requests at once are answered one after the other, and one invoice counts', async () => {
    const { seller } = shop.createSeller()
    const another = await askAgain()
    const offers = await Promise.all([seller.answer(request), seller.answer(another)])
    expect(new Set(offers.map(({ signed }) => signed.invoice.order)).size).toBe(2)
    expect(seller.sales.list().map(({ state }) => state)).toEqual(
      expect.arrayContaining(['invoiced', 'expired']),
    )
  })

  test('another request for what is not on sale any more is refused, and the invoice stays', async () => {
    const { seller } = shop.createSeller()
    await seller.answer(request)
    shop.onSale = undefined
    await expect(seller.answer(await askAgain())).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
    expect(seller.sales.list()).toMatchObject([{ state: 'invoiced' }])
  })

  test.each(['pending', 'revealed', 'paid'] as const)(
    'another request waits where a payment of it is %s',
    async (state) => {
      const made = shop.createSeller()
      const first = await made.seller.answer(request)
      made.lookup.mockResolvedValue({ state } as Awaited<ReturnType<MadeSeller['lookup']>>)
      const another = await askAgain()
      await expect(made.seller.answer(another)).rejects.toMatchObject({ code: 'ORDER_UNSETTLED' })
      expect(made.lookup).toHaveBeenLastCalledWith(first.signed.invoice.secretHash, 'received')
      expect([made.seller.held.has(another), made.onWaitingBuyers.mock.calls.length]).toEqual([true, 1])
      expect(made.seller.sales.list()).toMatchObject([{ state: 'invoiced' }])
    },
  )

  test('another request does not wait where the payment came back', async () => {
    const made = shop.createSeller()
    await made.seller.answer(request)
    made.lookup.mockResolvedValue({ state: 'failed' } as Awaited<ReturnType<MadeSeller['lookup']>>)
    await made.seller.answer(await askAgain())
    expect(made.seller.sales.list()).toHaveLength(2)
  })

  test.each(['refusing', 'releasing'] as const)(
    'and its payment is decided (%s), a request waits',
    async (state) => {
      const made = shop.createSeller()
      shop.add(made, { state })
      await expect(made.seller.answer(order.request)).rejects.toMatchObject({ code: 'ORDER_UNSETTLED' })
      expect(made.seller.held.has(order.request)).toBe(true)
    },
  )
})

describe('what somebody has paid for the same person', () => {
  const gift = () => createRequest(people.friend, work, { recipient: people.listener })

  test('is not sold again to another', async () => {
    const made = shop.createSeller()
    shop.add(made, { state: 'paid' })
    await expect(made.seller.answer(await gift())).rejects.toMatchObject({ code: 'ORDER_ALREADY_OWNED' })
    expect(made.seller.held.countBuyers()).toBe(0)
  })

  test('is waited for while it is decided', async () => {
    const made = shop.createSeller()
    shop.add(made, { state: 'releasing' })
    const waiting = await gift()
    await expect(made.seller.answer(waiting)).rejects.toMatchObject({ code: 'ORDER_UNSETTLED' })
    expect(made.seller.held.has(waiting)).toBe(true)
  })

  test('is given to that person, who asks for it', async () => {
    const made = shop.createSeller()
    const { account } = people.friend.identity.body
    shop.add(made, { state: 'paid', buyer: account })
    const offer = await made.seller.answer(request)
    expect(offer.secret).toBe(order.sale.secret)
    expect(offer.signed.invoice).toMatchObject({ order: order.sale.id, buyer: ofListener() })
    expect(made.make).not.toHaveBeenCalled()
  })

  test('and was paid while this order was being made, is not given twice', async () => {
    const made = shop.createSeller()
    shop.onSale = free
    made.make.mockImplementationOnce(async () => {
      shop.add(made, { state: 'paid', label: free.label, buyer: people.friend.identity.body.account })
      return freePolicy
    })
    await expect(made.seller.answer(freeRequest)).rejects.toMatchObject({ code: 'ORDER_ALREADY_OWNED' })
    const broken = shop.createSeller()
    shop.forgetSales()
    const full = new Error('The disk is full.')
    broken.record.mockImplementationOnce(() => {
      throw full
    })
    await expect(broken.seller.answer(freeRequest)).rejects.toBe(full)
    expect(broken.seller.sales.list()).toEqual([])
  })
})
