import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Offer, signInvoice } from '../../protocol/purchase.ts'
import { toAmount } from '../../shared/money.ts'
import { checkOffer } from './checkOffer.ts'
import { receiptOf } from './purchases.ts'
import { forgedRequest } from './testing/forgedRequest.ts'
import { fee, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const minimum = 30n
let harness: MarketHarness
let artist: Trader
let listener: Trader
/** At a fixed price. */
let fixed: WorkFixture
let open: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered: fixed } = await openTrade(minimum))
  open = await harness.addWork(artist, minimum, true)
})

afterEach(() => harness.closeConserved())

const forged = (work: WorkFixture['work'], amount: bigint | undefined) =>
  forgedRequest(listener.keys, work, amount, harness.now + 3600_000)
const answer = async (work: WorkFixture['work'], amount: bigint | undefined): Promise<Offer> =>
  artist.runningMarket().seller.answer(await forged(work, amount))

test('what is paid is what the buyer chose, on both sides and in the receipt', async () => {
  const { id } = await listener.buy(open, { amount: 75n })
  const purchase = await listener.waitForPurchase(id, 'owned')
  expect(listener.balance()).toBe(startBalance - 75n - fee)
  expect(artist.balance()).toBe(startBalance + 75n)
  expect(purchase).toMatchObject({ price: 75n, confirmed: 75n, signedRequest: { request: { amount: 75n } } })
  expect(receiptOf(purchase)).toMatchObject({ invoice: { invoice: { amount: 75n } } })
  expect(listener.keyOf(open)).toEqual(open.key)
  expect(artist.sales()).toMatchObject([{ amount: 75n }])
})

test('a gift is paid for with what its giver chose', async () => {
  const friend = await (await harness.addTrader()).start()
  await listener.buy(open, { amount: 31n, recipient: friend.keys.identity })
  await harness.waitUntil(() => friend.gifts().length === 1)
  expect(friend.gifts()).toMatchObject([{ amount: 31n }])
  expect([listener.balance(), artist.sales()[0]?.amount]).toEqual([startBalance - 31n - fee, 31n])
})

test('whoever says no amount pays the minimum', async () => {
  const { id } = await listener.buy(open)
  const purchase = await listener.waitForPurchase(id, 'owned')
  expect([purchase.price, listener.balance()]).toEqual([minimum, startBalance - minimum - fee])
  expect(purchase.signedRequest.request).not.toHaveProperty('amount')
})

test('the price of a work that has one price needs no amount said, and takes no other', async () => {
  await expect(listener.buy(fixed, { amount: 31n })).rejects.toMatchObject({ code: 'ORDER_PRICE_FIXED' })
  await expect(listener.buy(fixed, { amount: 29n })).rejects.toMatchObject({ code: 'ORDER_BELOW_MINIMUM' })
  const { id } = await listener.buy(fixed, { amount: minimum })
  const purchase = await listener.waitForPurchase(id, 'owned')
  // An artist with an older Busker reads it too.
  expect(purchase.signedRequest.request).not.toHaveProperty('amount')
})

describe('a minimum of nothing', () => {
  beforeEach(async () => {
    open = await harness.addWork(artist, 0n, true)
  })

  test('is had for nothing', async () => {
    const { id } = await listener.buy(open, { amount: 0n })
    await listener.waitForPurchase(id, 'owned')
    expect([listener.balance(), artist.sales()[0]?.amount]).toEqual([startBalance, 0n])
    expect(listener.keyOf(open)).toEqual(open.key)
  })

  test('is paid for with what one likes', async () => {
    const { id } = await listener.buy(open, { amount: 1n })
    await listener.waitForPurchase(id, 'owned')
    expect([listener.balance(), artist.balance()]).toEqual([startBalance - 1n - fee, startBalance + 1n])
  })

  test('and somebody without a channel has it for nothing, and cannot have an invoice', async () => {
    const stranger = await (await harness.addStranger()).start()
    await stranger.buy(open, { amount: 5n })
    await stranger.waitUntil(() => stranger.purchases()[0]?.code === 'BUYER_NOT_CONNECTED')
    const [waiting] = stranger.purchases()
    assert.ok(waiting)
    stranger.runningMarket().buyer.cancel(waiting.id)
    const { id } = await stranger.buy(open, { amount: 0n })
    await stranger.waitUntil(() => stranger.runningMarket().buyer.purchases.get(id)?.state === 'owned')
    expect(stranger.balance()).toBe(startBalance)
  })
})

describe('an artist’s node', () => {
  test.each([29n, 0n])('makes no invoice below the minimum: %s', async (amount) => {
    await expect(answer(open.work, amount)).rejects.toMatchObject({ code: 'ORDER_BELOW_MINIMUM' })
    expect(artist.sales()).toEqual([])
  })

  test.each([31n, 2n ** 256n - 1n])(
    'takes no more than the price where that is fixed: %s',
    async (amount) => {
      await expect(answer(fixed.work, amount)).rejects.toMatchObject({ code: 'ORDER_PRICE_FIXED' })
      expect(artist.sales()).toEqual([])
    },
  )

  test('refuses what its channel has no room for, and holds no such request', async () => {
    await expect(answer(open.work, 2n ** 128n + 1n)).rejects.toMatchObject({ code: 'ORDER_ABOVE_CAPACITY' })
    await expect(answer(open.work, 2n ** 256n - 1n)).rejects.toMatchObject({ code: 'ORDER_ABOVE_CAPACITY' })
    expect(artist.runningMarket().seller.held.newest()).toEqual([])
  })

  test('refuses a request from before the minimum rose', async () => {
    const old = await forged(open.work, 40n)
    const dearer = harness.reprice(open, { amount: toAmount(50n), orMore: true })
    const { seller } = artist.runningMarket()
    await expect(seller.answer(old)).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
    const crossed = await forged({ ...open.work, manifest: dearer.work.manifest }, 40n)
    await expect(seller.answer(crossed)).rejects.toMatchObject({ code: 'ORDER_BELOW_MINIMUM' })
    expect(artist.sales()).toEqual([])
  })

  test('keeps to the invoice that is out when the price changes, and to what was chosen for it', async () => {
    const asked = await forged(open.work, 40n)
    const { seller } = artist.runningMarket()
    const before = await seller.answer(asked)
    harness.reprice(open, { amount: toAmount(50n) })
    expect(await seller.answer(asked)).toEqual(before)
    expect(before.signed.invoice.amount).toBe(40n)
  })

  test('replaces an unpaid invoice by one of another amount, and never sells twice', async () => {
    const first = await answer(open.work, 40n)
    const second = await answer(open.work, 60n)
    expect(second.signed.invoice).toMatchObject({ amount: 60n })
    expect(second.signed.invoice.secretHash).not.toBe(first.signed.invoice.secretHash)
    expect(artist.sales().map(({ state, amount }) => [state, amount])).toEqual(
      expect.arrayContaining([
        ['expired', 40n],
        ['invoiced', 60n],
      ]),
    )
  })

  test('gives what is paid again, whatever amount is said then', async () => {
    const { id } = await listener.buy(open, { amount: 75n })
    await listener.waitForPurchase(id, 'owned')
    const again = await answer(open.work, 1n)
    expect(again.signed.invoice.amount).toBe(75n)
    expect(again.secret).toBeDefined()
    expect(artist.sales()).toHaveLength(1)
  })

  test('asks nothing for another edition of what was paid for, whatever amount is said', async () => {
    const { id } = await listener.buy(open, { amount: 75n })
    await listener.waitForPurchase(id, 'owned')
    const newer = await harness.replace(artist, open)
    for (const amount of [undefined, 1n]) {
      expect((await answer(newer.work, amount)).signed.invoice.amount).toBe(0n)
    }
  })
})

describe('a buyer’s node', () => {
  test('asks for no less than the minimum, and for no more than was agreed to', async () => {
    await expect(listener.buy(open, { amount: 29n })).rejects.toMatchObject({ code: 'ORDER_BELOW_MINIMUM' })
    await expect(listener.buy(open, { amount: 75n, confirmed: 74n })).rejects.toMatchObject({
      code: 'ORDER_COSTS_MORE',
    })
    expect(listener.purchases()).toEqual([])
  })

  test('pays no invoice of more than was chosen, however much was agreed to', async () => {
    const { id } = await listener.buy(open, { amount: 75n, confirmed: null })
    const purchase = await listener.waitForPurchase(id, 'invoiced')
    const { invoice, sealedPolicy } = purchase
    assert.ok(invoice !== null && sealedPolicy !== null)
    const dearer = await signInvoice({ ...invoice.invoice, amount: toAmount(76n) }, artist.keys.account)
    const generous = { ...purchase, confirmed: toAmount(500n) }
    const check = (signed: Offer['signed']) =>
      checkOffer(generous, { signed, sealedPolicy }, open.work, harness.now)
    await expect(check(dearer)).rejects.toMatchObject({ code: 'ORDER_PRICE_CHANGED' })
    await expect(check(invoice)).resolves.toBeUndefined()
  })

  test('opens what was paid for anew, whatever amount is said then', async () => {
    const { id } = await listener.buy(open, { amount: 75n })
    await listener.waitForPurchase(id, 'owned')
    for (const amount of [undefined, 31n]) {
      listener.runningMarket().buyer.purchases.update(id, { state: 'unopened' })
      expect((await listener.buy(open, amount === undefined ? {} : { amount })).id).toBe(id)
      await listener.waitForPurchase(id, 'owned')
    }
    expect(listener.balance()).toBe(startBalance - 75n - fee)
  })

  test('refuses an amount that no token can hold before anything is signed', async () => {
    await expect(listener.buy(open, { amount: 2n ** 256n })).rejects.toMatchObject({
      code: 'ORDER_ABOVE_CAPACITY',
    })
    expect(listener.purchases()).toEqual([])
  })

  test('changes no order that is under way: another amount is refused until it is taken back', async () => {
    const { id } = await listener.buy(open, { amount: 75n, confirmed: null })
    await listener.waitForPurchase(id, 'invoiced')
    await expect(listener.buy(open, { amount: 80n })).rejects.toMatchObject({ code: 'ORDER_UNDER_WAY' })
    await expect(listener.buy(open, { amount: 40n })).rejects.toMatchObject({ code: 'ORDER_UNDER_WAY' })
    expect((await listener.buy(open, { amount: 75n, confirmed: null })).id).toBe(id)
    const { buyer } = listener.runningMarket()
    expect(() => buyer.confirm(id, toAmount(74n))).toThrow(
      expect.objectContaining({ code: 'ORDER_COSTS_MORE' }) as Error,
    )
    buyer.cancel(id)
    const again = await listener.buy(open, { amount: 40n })
    await listener.waitForPurchase(again.id, 'owned')
    expect(listener.balance()).toBe(startBalance - 40n - fee)
  })

  test('is told no, and pays nothing, where the minimum rose after it was shown', async () => {
    harness.reprice(open, { amount: toAmount(50n), orMore: true })
    const { id } = await listener.buy(open, { amount: 40n })
    expect(await listener.waitForPurchase(id, 'declined')).toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
    expect(listener.balance()).toBe(startBalance)
  })

  test.each(['requested', 'invoiced', 'paying', 'paid', 'joined'] as const)(
    'killed as an order becomes %s pays what was chosen, once',
    async (state) => {
      let deaths = 0
      listener.crashAt((machine, { to }, at) => {
        const isHere = deaths === 0 && machine === 'purchase' && to === state && at !== undefined
        if (isHere) deaths += 1
        return isHere
      })
      await listener.retryThroughCrash(() => listener.buy(open, { amount: 75n }))
      await harness.waitUntil(() => listener.purchases()[0]?.state === 'owned')
      expect(deaths).toBe(1)
      expect(listener.balance()).toBe(startBalance - 75n - fee)
      expect(artist.sales().filter((sale) => sale.state === 'delivered')).toMatchObject([{ amount: 75n }])
      await listener.waitUntilRestarted()
    },
  )
})
