import { beforeEach, describe, expect, test, vi } from 'vitest'
import { digest } from '../../protocol/codec.ts'
import { requestDigest, type SignedRequest, verifyInvoice } from '../../protocol/purchase.ts'
import { BuskerError } from '../../shared/errors.ts'
import { cidText, orderId, secret as secretSchema, toAddress } from '../../shared/ids.ts'
import type { GrantedPolicy } from '../access/access.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { commitmentsOf } from './draftSale.ts'
import type { Sale } from './sales.ts'
import {
  createOrder,
  createRequest,
  createWork,
  type OrderFixture,
  orderTime,
  policyTerms,
} from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'
import { accessMs, createWares, type MadeSeller, Shop } from './testing/sellerFixture.ts'

const dayMs = 24 * 3600_000
const elsewhere = toAddress(`0x${'99'.repeat(20)}`)
const wares = await createWares()
const { people, work, policy, request, order } = wares
let shop: Shop

beforeEach(() => {
  shop = new Shop(wares)
  return () => shop.close()
})

const ofListener = () => people.listener.identity.body.account
const askAgain = (change = {}) => createRequest(people.listener, work, change)

const revoked = (of: string): GrantedPolicy =>
  ({ order: of, revocation: { body: {}, signature: new Uint8Array() } }) as unknown as GrantedPolicy

describe('what is paid', () => {
  const paid = (made: MadeSeller, change: Partial<Sale> = {}) => shop.add(made, { state: 'paid', ...change })

  test('is given again with its secret: to the same request as it was', async () => {
    const made = shop.createSeller()
    const { invoice, sealedPolicy, secret } = paid(made)
    shop.onSale = undefined
    expect(await made.seller.answer(order.request)).toEqual({ signed: invoice, sealedPolicy, secret })
    expect(made.seller.sales.get(order.sale.id)).toMatchObject({ state: 'paid', request: order.request })
  })

  test('is given to another request of its buyer with an invoice for that, which is kept', async () => {
    const made = shop.createSeller()
    const { sealedPolicy, secret, id } = paid(made)
    shop.onSale = undefined
    const offer = await made.seller.answer(request)
    await expect(verifyInvoice(offer.signed)).resolves.toBeUndefined()
    expect(offer).toEqual({ signed: offer.signed, sealedPolicy, secret })
    expect(offer.signed.invoice).toEqual({
      ...order.sale.invoice.invoice,
      request: requestDigest(request),
    })
    expect(made.seller.sales.get(id)).toMatchObject({ request, invoice: offer.signed })
  })

  test('and has a new manifest, is given as that and with its keys’ commitments, while it is on sale', async () => {
    const made = shop.createSeller()
    paid(made)
    const manifest = cidText.parse(`${work.manifest}q`)
    const renamed = await askAgain({ manifest })
    await expect(made.seller.answer(renamed)).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
    const tracks = [...wares.free.tracks, ...work.tracks]
    shop.onSale = { ...work, manifest, tracks }
    const { invoice } = (await made.seller.answer(renamed)).signed
    expect(invoice).toMatchObject({ manifest, commitments: commitmentsOf(shop.onSale) })
  })

  test('gets a fresh policy where the old one has run out, or was lost, under the same secret', async () => {
    const { accessUntil } = order.sale.invoice.invoice
    for (const [time, change] of [
      [accessUntil, {}],
      [orderTime, { sealedPolicy: new Uint8Array() }],
    ] as const) {
      shop.forgetSales()
      const made = shop.createSeller()
      const { secret, id } = paid(made, change)
      shop.now = time
      const again = await askAgain({ expiry: time + dayMs })
      const offer = await made.seller.answer(again)
      expect(offer.secret).toBe(secret)
      expect(offer.signed.invoice).toMatchObject({
        order: id,
        accessUntil: time + accessMs,
        request: requestDigest(again),
      })
      expect(openPolicy(offer.sealedPolicy, secret)).toEqual(policy)
      expect(made.record).toHaveBeenCalledExactlyOnceWith(policy, ofListener(), id)
      const { secret: _, ...kept } = offer
      expect(made.seller.sales.get(id)).toMatchObject({
        invoice: kept.signed,
        sealedPolicy: kept.sealedPolicy,
      })
    }
    shop.forgetSales()
    const made = shop.createSeller()
    paid(made)
    shop.now = accessUntil - 1
    await made.seller.answer(await askAgain({ expiry: shop.now + dayMs }))
    expect(made.make).not.toHaveBeenCalled()
  })

  test('is given no more once the artist has ended it; what was ended of others is no matter', async () => {
    const made = shop.createSeller()
    const { id } = paid(made)
    const others = [revoked(randomHex()), { order: id, revocation: null } as unknown as GrantedPolicy]
    made.list.mockReturnValue(others)
    await expect(made.seller.answer(order.request)).resolves.toMatchObject({ signed: order.sale.invoice })
    made.list.mockReturnValue([...others, revoked(id)])
    await expect(made.seller.answer(order.request)).rejects.toMatchObject({ code: 'ORDER_REVOKED' })
    await expect(made.seller.renew(order.receipt)).rejects.toMatchObject({ code: 'ORDER_REVOKED' })
    expect(made.make).not.toHaveBeenCalled()
  })
})

describe('a receipt', () => {
  test('brings a fresh policy, on today’s terms, which is granted for its order', async () => {
    const made = shop.createSeller()
    shop.add(made, { state: 'delivered' })
    shop.now = orderTime + dayMs
    const offer = await made.seller.renew(order.receipt)
    await expect(verifyInvoice(offer.signed)).resolves.toBeUndefined()
    const end = shop.now + accessMs
    expect(made.make).toHaveBeenCalledExactlyOnceWith(work.label, people.listener.identity.body, {
      ...policyTerms,
      end,
    })
    expect(offer).toEqual({ signed: offer.signed, sealedPolicy: offer.sealedPolicy })
    expect(offer.signed.invoice).toEqual({
      ...order.sale.invoice.invoice,
      threshold: policyTerms.threshold,
      shares: policyTerms.shares,
      accessUntil: end,
      sealedPolicy: digest(offer.sealedPolicy),
    })
    expect(openPolicy(offer.sealedPolicy, order.sale.secret)).toEqual(policy)
    expect(made.record).toHaveBeenCalledExactlyOnceWith(policy, ofListener(), order.sale.id)
    expect(made.seller.sales.get(order.sale.id)).toMatchObject({
      state: 'delivered',
      invoice: offer.signed,
      sealedPolicy: offer.sealedPolicy,
    })
  })

  test('counts for an artist who has lost the sale, too', async () => {
    const made = shop.createSeller()
    await made.seller.renew(order.receipt)
    expect(made.record).toHaveBeenCalledExactlyOnceWith(policy, ofListener(), null)
    expect(made.seller.sales.list()).toEqual([])
  })

  test('of another artist, or a false one, brings nothing', async () => {
    const theirs = await createOrder(people.friend, people.listener, await createWork(people.friend))
    const made = shop.createSeller()
    await expect(made.seller.renew(theirs.receipt)).rejects.toMatchObject({ code: 'ORDER_NOT_FOR_US' })
    const secret = secretSchema.parse(randomHex())
    await expect(made.seller.renew({ ...order.receipt, secret })).rejects.toMatchObject({
      code: 'PROTOCOL_FORGED',
    })
    expect(made.make).not.toHaveBeenCalled()
  })
})

describe('a delivery', () => {
  test('is confirmed by whoever shows the secret of a paid order', () => {
    const made = shop.createSeller()
    const { id, secret } = shop.add(made, { state: 'paid' })
    made.seller.confirmDelivery(orderId.parse(randomHex()), secret)
    made.seller.confirmDelivery(id, secretSchema.parse(randomHex()))
    expect(made.seller.sales.get(id)?.state).toBe('paid')
    made.seller.confirmDelivery(id, secret)
    expect(made.seller.sales.get(id)?.state).toBe('delivered')
  })

  test('waits for the money', () => {
    const made = shop.createSeller()
    const { id, secret } = shop.add(made, { state: 'releasing' })
    expect(() => made.seller.confirmDelivery(id, secret)).toThrow(
      expect.objectContaining({ code: 'ORDER_UNSETTLED' }),
    )
    expect(made.seller.sales.get(id)?.state).toBe('releasing')
  })
})

describe('an order that ended unpaid', () => {
  const ended = { state: 'expired', deadline: null, createdAt: orderTime } as const

  test('is forgotten a day later, at the start and when something is sold', async () => {
    const made = shop.createSeller()
    const { id } = shop.add(made, ended)
    shop.now = orderTime + dayMs
    await made.seller.start()
    expect(made.seller.sales.get(id)?.id).toBe(id)
    await made.seller.stop()
    shop.now += 1
    await made.seller.start()
    expect(made.seller.sales.get(id)).toBeUndefined()
    shop.add(made, { ...ended, buyer: elsewhere })
    await made.seller.answer(await askAgain({ expiry: shop.now + dayMs }))
    expect(made.seller.sales.list()).toMatchObject([{ state: 'invoiced' }])
    await made.seller.stop()
  })

  test('is kept while the time is unknown', async () => {
    const made = shop.createSeller()
    const { id } = shop.add(made, ended)
    shop.now = orderTime + 2 * dayMs
    shop.isTimeKnown = false
    await made.seller.start()
    await made.seller.stop()
    expect(made.seller.sales.get(id)?.id).toBe(id)
  })
})

describe('while it runs', () => {
  test('others ask it: a request that was held is dropped with its answer, a receipt renewed, a delivery taken', async () => {
    const made = shop.createSeller()
    made.canReceive.mockResolvedValueOnce(false)
    await expect(made.seller.answer(request)).rejects.toMatchObject({ code: 'SELLER_UNPAYABLE' })
    await made.seller.start()
    const handlers = made.handle.mock.lastCall?.[1] as unknown as {
      purchase(asked: SignedRequest): Promise<unknown>
      renew(receipt: OrderFixture['receipt']): Promise<unknown>
      delivered(delivery: { order: string; secret: string }): Promise<unknown>
    }
    expect(await handlers.purchase(request)).toMatchObject({ signed: { invoice: { amount: 100n } } })
    expect(made.seller.held.has(request)).toBe(false)
    expect(await handlers.renew(order.receipt)).toMatchObject({
      signed: { invoice: { order: order.sale.id } },
    })
    shop.forgetSales()
    const { id, secret } = shop.add(made, { state: 'paid' })
    expect(await handlers.delivered({ order: id, secret })).toEqual({})
    expect(made.seller.sales.get(id)?.state).toBe('delivered')
    await made.seller.stop()
  })

  test('a sale under way is resumed, and looked at again when it is woken', async () => {
    const made = shop.createSeller()
    const { id, secretHash: hash } = shop.add(made)
    const looked = () => expect.poll(() => made.lookup.mock.calls.length)
    await made.seller.start()
    await looked().toBe(1)
    expect(made.lookup).toHaveBeenLastCalledWith(hash, 'received')
    made.seller.wake(id)
    await looked().toBe(2)
    made.seller.wakeAll()
    await looked().toBe(3)
    await made.seller.stop()
  })

  test('why a sale is not further is written down once, and told', async () => {
    const made = shop.createSeller()
    const { id } = shop.add(made, { state: 'releasing' })
    const down = new BuskerError('RAIDEN_TRANSFER_UNKNOWN', 'Not known.')
    made.lookup.mockRejectedValue(down)
    await made.seller.start()
    await expect.poll(() => made.onRetry.mock.calls.length).toBe(1)
    expect(made.onRetry).toHaveBeenLastCalledWith(id, down)
    expect(made.seller.sales.get(id)).toMatchObject({
      code: 'RAIDEN_TRANSFER_UNKNOWN',
      message: 'Not known.',
    })
    expect(made.onChange).toHaveBeenCalledExactlyOnceWith(id)
    made.seller.wake(id)
    await expect.poll(() => made.onRetry.mock.calls.length).toBe(2)
    expect(made.onChange).toHaveBeenCalledOnce()
    await made.seller.stop()
  })

  test('of a sale that was forgotten meanwhile nothing is written', async () => {
    const onUnreported = vi.fn<(error: unknown) => void>()
    const made = shop.createSeller({ onUnreported })
    const { id } = shop.add(made)
    await made.seller.start()
    await expect.poll(() => made.lookup.mock.calls.length).toBe(1)
    shop.forgetSales()
    made.seller.wake(id)
    await expect.poll(() => made.onRetry.mock.calls.length).toBeGreaterThan(0)
    expect([onUnreported.mock.calls, made.onChange.mock.calls]).toEqual([[], []])
    await made.seller.stop()
  })

  test('the end waits for an answer under way, and nothing is looked at any more', async () => {
    const made = shop.createSeller()
    const { id } = shop.add(made, { buyer: elsewhere })
    await made.seller.start()
    const making = Promise.withResolvers<typeof policy>()
    made.make.mockReturnValueOnce(making.promise)
    const answering = made.seller.answer(request)
    await expect.poll(() => made.make.mock.calls.length).toBe(1)
    const stopped = { is: false }
    const stopping = made.seller.stop().then(() => (stopped.is = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(stopped.is).toBe(false)
    making.resolve(policy)
    await Promise.all([answering, stopping])
    const looked = made.lookup.mock.calls.length
    made.seller.wake(id)
    await new Promise((resolve) => setImmediate(resolve))
    expect(made.lookup).toHaveBeenCalledTimes(looked)
  })

  test('what a buyer is to be told stays, whatever fails while it is told', async () => {
    const send = async () => Promise.reject(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.'))
    const made = shop.createSeller({ mailbox: { send } })
    const told = { code: 'ORDER_LOCK_UNFIT', message: 'It does not fit.' } as const
    const { id } = shop.add(made, { state: 'refusing', ...told, deadline: orderTime + dayMs })
    await made.seller.start()
    await expect.poll(() => made.onRetry.mock.calls.length).toBe(1)
    expect(made.seller.sales.get(id)).toMatchObject(told)
    expect(made.onChange).not.toHaveBeenCalled()
    await made.seller.stop()
  })

  test('a matched payment is released, and its access granted in the same step', async () => {
    const made = shop.createSeller()
    const { id, secret } = shop.add(made, { state: 'releasing' })
    made.lookup.mockResolvedValue({ state: 'paid', secret } as Awaited<ReturnType<MadeSeller['lookup']>>)
    await made.seller.start()
    await expect.poll(() => made.seller.sales.get(id)?.state).toBe('paid')
    expect(made.record).toHaveBeenCalledExactlyOnceWith(policy, ofListener(), id)
    await made.seller.stop()
  })
})

test('while another machine sells, every question is answered as if nobody were here, and nothing is made of it', async () => {
  const made = shop.createSeller({ isElsewhere: () => true })
  await made.seller.start()
  const handlers = made.handle.mock.calls[0]?.[1] as Record<string, (body: unknown) => Promise<unknown>>
  expect(Object.keys(handlers)).toHaveLength(4)
  for (const answer of Object.values(handlers)) {
    await expect(answer(request)).rejects.toMatchObject({ code: 'IPFS_PEER_UNREACHABLE' })
  }
  expect(made.canReceive).not.toHaveBeenCalled()
  expect([made.seller.sales.list(), made.seller.held.countBuyers()]).toEqual([[], 0])
  await made.seller.stop()
})
