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

const price = 30n
const lower = 20n
const hourMs = 3600_000
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  const trade = await openTrade(price)
  ;({ harness, artist, listener } = trade)
  const reduced = { amount: toAmount(lower), until: harness.now + hourMs }
  offered = harness.reprice(trade.offered, { amount: toAmount(price), reduced })
})

afterEach(() => harness.closeConserved())

const forged = (amount: bigint | undefined) =>
  forgedRequest(listener.keys, offered.work, amount, harness.now + 24 * hourMs)
const seller = () => artist.runningMarket().seller
const answer = async (amount: bigint | undefined): Promise<Offer> => seller().answer(await forged(amount))

test('what is reduced is paid, on both sides and in the receipt, which the request says', async () => {
  const { id } = await listener.buy(offered, { confirmed: lower })
  const purchase = await listener.waitForPurchase(id, 'owned')
  expect(listener.balance()).toBe(startBalance - lower - fee)
  expect(artist.balance()).toBe(startBalance + lower)
  expect(purchase.signedRequest.request.amount).toBe(lower)
  expect(receiptOf(purchase)).toMatchObject({ invoice: { invoice: { amount: lower } } })
})

test('from the end on the price is paid, by whoever agrees to it', async () => {
  harness.advanceClock(hourMs)
  await expect(listener.buy(offered, { confirmed: lower })).rejects.toMatchObject({
    code: 'ORDER_COSTS_MORE',
  })
  const { id } = await listener.buy(offered, { confirmed: price })
  await listener.waitForPurchase(id, 'owned')
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('an order that began in time is paid at what was agreed, also after the end', async () => {
  harness.advanceClock(hourMs - 60_000)
  const { id } = await listener.buy(offered, { confirmed: null })
  await listener.waitForPurchase(id, 'invoiced')
  harness.advanceClock(120_000)
  listener.runningMarket().buyer.confirm(id, toAmount(lower))
  await listener.waitForPurchase(id, 'owned')
  expect([listener.balance(), artist.balance()]).toEqual([startBalance - lower - fee, startBalance + lower])
})

test('an invoice that is out at the end holds until it runs out, and is no way to the price after that', async () => {
  harness.advanceClock(hourMs - 1)
  const asked = await forged(lower)
  const before = await seller().answer(asked)
  harness.advanceClock(1)
  expect(await seller().answer(asked)).toEqual(before)
  harness.advanceClock(before.signed.invoice.expiry - harness.now)
  await expect(seller().answer(asked)).rejects.toMatchObject({ code: 'ORDER_REDUCTION_OVER' })
  await expect(answer(lower)).rejects.toMatchObject({ code: 'ORDER_REDUCTION_OVER' })
  expect(artist.balance()).toBe(startBalance)
})

test('a letter that comes after the end is refused before anything is paid, however long it was under way', async () => {
  await artist.stop()
  const { id } = await listener.buy(offered, { confirmed: price })
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'requested')
  harness.advanceClock(hourMs)
  await artist.start()
  expect(await listener.waitForPurchase(id, 'declined')).toMatchObject({ code: 'ORDER_REDUCTION_OVER' })
  expect([listener.balance(), artist.balance()]).toEqual([startBalance, startBalance])
  const again = await listener.buy(offered, { confirmed: price })
  await listener.waitForPurchase(again.id, 'owned')
  expect(listener.balance()).toBe(startBalance - price - fee)
})

describe('a price that is reduced from a time on', () => {
  beforeEach(() => {
    const from = harness.now + hourMs
    const reduced = { amount: toAmount(lower), from, until: from + hourMs }
    offered = harness.reprice(offered, { amount: toAmount(price), reduced })
  })

  test('is the price before, and less from then on', async () => {
    await expect(listener.buy(offered, { confirmed: lower })).rejects.toMatchObject({
      code: 'ORDER_COSTS_MORE',
    })
    harness.advanceClock(hourMs)
    const { id } = await listener.buy(offered, { confirmed: lower })
    await listener.waitForPurchase(id, 'owned')
    expect([listener.balance(), artist.balance()]).toEqual([startBalance - lower - fee, startBalance + lower])
  })

  test('is refused to a clock that is ahead, before anything is paid', async () => {
    await expect(answer(lower)).rejects.toMatchObject({ code: 'ORDER_REDUCTION_AHEAD' })
    expect(artist.sales()).toEqual([])
    expect((await answer(price)).signed.invoice.amount).toBe(price)
  })

  test('asked for before, and waited for the artist till it began, costs what it is reduced to', async () => {
    await artist.stop()
    const { id } = await listener.buy(offered, { confirmed: price })
    await listener.waitUntil(() => listener.purchases()[0]?.state === 'requested')
    harness.advanceClock(hourMs)
    await artist.start()
    await listener.waitForPurchase(id, 'owned')
    expect([listener.balance(), artist.balance()]).toEqual([startBalance - lower - fee, startBalance + lower])
  })
})

describe('an artist’s node', () => {
  test.each([0n, 19n])('makes no invoice below what it is reduced to: %s', async (amount) => {
    await expect(answer(amount)).rejects.toMatchObject({ code: 'ORDER_BELOW_MINIMUM' })
    expect(artist.sales()).toEqual([])
  })

  test('asks no more than what it is reduced to of somebody whose clock says that it is over', async () => {
    expect((await answer(price)).signed.invoice.amount).toBe(lower)
  })

  test('asks the price of an old Busker’s request that says none, as its own clock has it', async () => {
    expect((await answer(undefined)).signed.invoice.amount).toBe(lower)
    harness.advanceClock(hourMs)
    expect((await answer(undefined)).signed.invoice.amount).toBe(price)
  })

  test('keeps to no reduction that it has ended before its time', async () => {
    const old = await forged(lower)
    harness.reprice(offered, { amount: toAmount(price) })
    await expect(seller().answer(old)).rejects.toMatchObject({ code: 'ORDER_NOT_ON_SALE' })
    expect(artist.sales()).toEqual([])
  })
})

describe('a buyer’s node', () => {
  test('pays no price where the reduced one was agreed to', async () => {
    const { id } = await listener.buy(offered, { confirmed: null })
    const purchase = await listener.waitForPurchase(id, 'invoiced')
    const { invoice, sealedPolicy } = purchase
    assert.ok(invoice !== null && sealedPolicy !== null)
    const dearer = await signInvoice({ ...invoice.invoice, amount: toAmount(price) }, artist.keys.account)
    const generous = { ...purchase, confirmed: toAmount(500n) }
    const check = checkOffer(generous, { signed: dearer, sealedPolicy }, offered.work, harness.now)
    await expect(check).rejects.toMatchObject({ code: 'ORDER_PRICE_CHANGED' })
  })

  test.each(['requested', 'invoiced', 'paying', 'paid', 'joined'] as const)(
    'killed as an order becomes %s pays what it was reduced to, once',
    async (state) => {
      let deaths = 0
      listener.crashAt((machine, { to }, at) => {
        const isHere = deaths === 0 && machine === 'purchase' && to === state && at !== undefined
        if (isHere) deaths += 1
        return isHere
      })
      await listener.retryThroughCrash(() => listener.buy(offered, { confirmed: lower }))
      await harness.waitUntil(() => listener.purchases()[0]?.state === 'owned')
      expect(deaths).toBe(1)
      expect(listener.balance()).toBe(startBalance - lower - fee)
      expect(artist.sales().filter((sale) => sale.state === 'delivered')).toMatchObject([{ amount: lower }])
      await listener.waitUntilRestarted()
    },
  )
})
