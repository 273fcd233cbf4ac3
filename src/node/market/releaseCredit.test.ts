import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Offer, signInvoice } from '../../protocol/purchase.ts'
import { fromLabel, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { checkOffer } from './checkOffer.ts'
import type { Sale } from './sales.ts'
import { forgedRequest } from './testing/forgedRequest.ts'
import { fee, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'
import { TrackPayments } from './trackPayments.ts'

const price = 70n
let harness: MarketHarness
let artist: Trader
let listener: Trader
let tracks: [WorkFixture, WorkFixture, WorkFixture]
let release: WorkFixture

beforeEach(async () => {
  const trade = await openTrade(30n)
  ;({ harness, artist, listener } = trade)
  tracks = [trade.offered, await harness.addWork(artist, 30n), await harness.addWork(artist, 30n)]
  release = await harness.addRelease(artist, tracks, price)
})

afterEach(() => harness.closeConserved())

async function buyTracks(count: number): Promise<void> {
  for (const track of tracks.slice(0, count))
    await listener.waitForPurchase((await listener.buy(track)).id, 'owned')
  // The artist has the money, which comes after the secret.
  const isEarned = ({ state }: Sale) => state === 'paid' || state === 'delivered'
  await harness.waitUntil(() => artist.sales().length === count && artist.sales().every(isEarned))
}
async function answer(amount: bigint | undefined): Promise<Offer> {
  const asked = await forgedRequest(listener.keys, release.work, amount, harness.now + 3600_000)
  return artist.runningMarket().seller.answer(asked)
}
const paidFor = (count: bigint) => startBalance - count * (30n + fee)

test('who owns a track pays the rest for the release', async () => {
  await buyTracks(1)
  const { id } = await listener.buy(release, { confirmed: 40n })
  const purchase = await listener.waitForPurchase(id, 'owned')
  expect(listener.balance()).toBe(paidFor(1n) - 40n - fee)
  expect(artist.balance()).toBe(startBalance + price)
  expect(purchase).toMatchObject({ price: 40n, signedRequest: { request: { amount: 40n } } })
})

test('nothing is left to pay where the tracks cost as much', async () => {
  await buyTracks(3)
  const { id } = await listener.buy(release, { confirmed: 0n })
  await listener.waitForPurchase(id, 'owned')
  expect(listener.balance()).toBe(paidFor(3n))
  expect(artist.sales().filter(({ amount }) => amount === 0n)).toHaveLength(1)
})

test('who owns none pays the price, and no word of it is in the request', async () => {
  const { id } = await listener.buy(release)
  const purchase = await listener.waitForPurchase(id, 'owned')
  expect(purchase.signedRequest.request).not.toHaveProperty('amount')
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('what one has paid for oneself is nothing off a gift', async () => {
  await buyTracks(1)
  const friend = await (await harness.addTrader()).start()
  const gift = { recipient: friend.keys.identity }
  await expect(listener.buy(release, { ...gift, confirmed: 40n })).rejects.toMatchObject({
    code: 'ORDER_COSTS_MORE',
  })
  const { id } = await listener.buy(release, { ...gift, confirmed: price })
  await listener.waitUntil(() => listener.runningMarket().buyer.purchases.get(id)?.state === 'handedOver')
  expect(listener.balance()).toBe(paidFor(1n) - price - fee)
})

test('an artist who has lost their sales refuses before anything is paid; the price is asked from then on', async () => {
  await buyTracks(1)
  artist.store.exec('DELETE FROM sales')
  const first = await listener.buy(release, { confirmed: price })
  expect(await listener.waitForPurchase(first.id, 'declined')).toMatchObject({ code: 'ORDER_CREDIT_UNKNOWN' })
  expect(listener.balance()).toBe(paidFor(1n))
  await expect(listener.buy(release, { confirmed: 40n })).rejects.toMatchObject({ code: 'ORDER_COSTS_MORE' })
  const second = await listener.buy(release, { confirmed: price })
  await listener.waitForPurchase(second.id, 'owned')
  expect(listener.balance()).toBe(paidFor(1n) - price - fee)
})

describe('an artist’s node', () => {
  test.each([0n, 1n, 40n, 69n])('counts nothing that was not paid: %s', async (amount) => {
    await expect(answer(amount)).rejects.toMatchObject({ code: 'ORDER_CREDIT_UNKNOWN' })
    expect(artist.sales()).toEqual([])
  })

  test('counts what was paid once, and asks no less than the rest', async () => {
    await buyTracks(2)
    for (const amount of [0n, 9n])
      await expect(answer(amount)).rejects.toMatchObject({ code: 'ORDER_CREDIT_UNKNOWN' })
    expect((await answer(10n)).signed.invoice.amount).toBe(10n)
  })

  test('asks nobody to pay again for what they forgot that they own', async () => {
    await buyTracks(1)
    for (const amount of [undefined, 55n, price])
      expect((await answer(amount)).signed.invoice.amount).toBe(40n)
  })

  test('counts nothing of a track whose access was ended, nor settles what is being paid', () => {
    const recipient = toAddress(`0x${'7'.repeat(40)}`)
    const sale = (index: number, state: Sale['state']) =>
      ({ id: String(index), label: tracks[index]?.work.label, amount: 30n, state }) as Sale
    const granted = [sale(0, 'delivered'), sale(1, 'paid'), sale(2, 'releasing')]
    const find = (revoked: string[], back = 0n) =>
      new TrackPayments({
        sales: {
          grantedEditions: (kind, id) =>
            granted.filter(({ label }) => kind === 'track' && fromLabel(label).id === id),
        },
        earlierEditions: { isRevoked: ({ id }) => revoked.includes(id) },
        refunds: { givenBack: (id) => toAmount(id === granted[0]?.id ? back : 0n) },
      }).find(release.work, recipient)
    expect(find([])).toEqual({ amount: 90n, isSettled: false })
    expect(find(['2'])).toEqual({ amount: 60n, isSettled: true })
    expect(find(['0', '2'])).toEqual({ amount: 30n, isSettled: true })
    expect(find(['2'], 12n)).toEqual({ amount: 48n, isSettled: true })
    expect(find(['1', '2'], 30n)).toEqual({ amount: 0n, isSettled: true })
  })
})

describe('a buyer’s node', () => {
  test('pays no price where the rest was agreed to', async () => {
    await buyTracks(1)
    const { id } = await listener.buy(release, { confirmed: null })
    const purchase = await listener.waitForPurchase(id, 'invoiced')
    const { invoice, sealedPolicy } = purchase
    assert.ok(invoice !== null && sealedPolicy !== null)
    expect(invoice.invoice.amount).toBe(40n)
    const dearer = await signInvoice({ ...invoice.invoice, amount: toAmount(41n) }, artist.keys.account)
    const generous = { ...purchase, confirmed: toAmount(500n) }
    const check = checkOffer(generous, { signed: dearer, sealedPolicy }, release.work, harness.now)
    await expect(check).rejects.toMatchObject({ code: 'ORDER_PRICE_CHANGED' })
  })

  test('counts a track at what the artist asked for it, where that was less than was agreed to', async () => {
    const [track] = tracks
    const reduced = { amount: toAmount(20n), until: harness.now + 1_000 }
    const cheaper = harness.reprice(track, { amount: toAmount(30n), reduced })
    await listener.waitForPurchase((await listener.buy(cheaper, { confirmed: 30n })).id, 'owned')
    expect(listener.runningMarket().buyer.credit.of(release.work)).toBe(20n)
  })

  test.each(['requested', 'invoiced', 'paying', 'paid', 'joined'] as const)(
    'killed as an order becomes %s pays the rest, once',
    async (state) => {
      await buyTracks(1)
      let deaths = 0
      listener.crashAt((machine, { to }, at) => {
        const isHere = deaths === 0 && machine === 'purchase' && to === state && at !== undefined
        if (isHere) deaths += 1
        return isHere
      })
      await listener.retryThroughCrash(() => listener.buy(release, { confirmed: 40n }))
      const order = () => listener.purchases().find(({ label }) => label === release.work.label)
      await harness.waitUntil(() => order()?.state === 'owned')
      expect(deaths).toBe(1)
      expect(listener.balance()).toBe(paidFor(1n) - 40n - fee)
      await listener.waitUntilRestarted()
    },
  )
})
