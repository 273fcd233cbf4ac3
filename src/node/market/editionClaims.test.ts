import { afterEach, beforeEach, expect, test } from 'vitest'
import { sealTrackKey } from '../access/capsules.ts'
import { ordersOf, own, replace, salesOf, waitForOrder } from './testing/editionTrade.ts'
import { fee, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade, type Trade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
let trade: Trade
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  trade = await openTrade(price)
  ;({ harness, artist, listener, offered } = trade)
})
afterEach(() => harness.closeConserved())

test('who owns a track gets its new edition by itself, once and for nothing, and keeps the old one', async () => {
  await own(trade, offered)
  const newer = await replace(trade, offered)
  await waitForOrder(listener, newer, 'owned')
  harness.announce(artist)
  harness.announce(artist)
  expect(listener.keyOf(newer)).toEqual(newer.key)
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(artist.balance()).toBe(startBalance + price)
  expect(ordersOf(listener, newer)).toHaveLength(1)
  const [sold] = salesOf(trade, offered)
  expect(salesOf(trade, newer)).toMatchObject([{ amount: 0n, earlierOrder: sold?.id }])
  expect(artist.grants?.list()).toHaveLength(2)
})

test('a release is owned in its new edition, and a track of it is not asked for beside it', async () => {
  const other = await harness.addWork(artist, price)
  const release = await harness.addRelease(artist, [offered, other], price)
  await own(trade, release)
  const newer = await harness.replace(artist, offered)
  const newerRelease = await harness.replace(artist, release, [newer, other])
  harness.announce(artist)
  await waitForOrder(listener, newerRelease, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
  expect(listener.keyOf(other)).toEqual(other.key)
  expect(ordersOf(listener, newer)).toEqual([])
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('whom it was given to gets the new edition, and who gave it does not', async () => {
  const friend = await (await harness.addTrader()).start()
  friend.runningMarket().acceptGiftsFrom(listener.account, true)
  await listener.buy(offered, { recipient: friend.keys.identity })
  await waitForOrder(friend, offered, 'owned')
  const newer = await replace(trade, offered)
  await waitForOrder(friend, newer, 'owned')
  expect(friend.keyOf(newer)).toEqual(newer.key)
  expect(ordersOf(listener, newer)).toEqual([])
  await listener.runningMarket().buyer.claim(newer.work)
  await waitForOrder(listener, newer, 'declined')
  expect(listener.keyOf(newer)).toBeUndefined()
})

test('a stranger who claims it is asked the price, and pays nothing by claiming', async () => {
  await own(trade, offered)
  const stranger = await (await harness.addTrader()).start()
  const newer = await replace(trade, offered)
  await stranger.runningMarket().buyer.claim(newer.work)
  await waitForOrder(stranger, newer, 'declined')
  expect(ordersOf(stranger, newer)).toMatchObject([{ code: 'ORDER_PRICE_CHANGED', secret: null }])
  expect(stranger.balance()).toBe(startBalance)
  expect(stranger.keyOf(newer)).toBeUndefined()
  await stranger.buy(newer)
  await waitForOrder(stranger, newer, 'owned')
  expect(stranger.balance()).toBe(startBalance - price - fee)
})

test('a buyer whose access was ended is asked the price, and pays nothing by itself', async () => {
  await own(trade, offered)
  const [policy] = artist.grants?.list() ?? []
  if (policy !== undefined) await artist.grants?.revoke(policy.id)
  const newer = await replace(trade, offered)
  await waitForOrder(listener, newer, 'declined')
  expect(listener.keyOf(newer)).toBeUndefined()
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('an artist who hands over a wrong key takes the old edition from nobody', async () => {
  await own(trade, offered)
  const newer = await harness.replace(artist, offered)
  const wrong = await sealTrackKey(artist.keys, newer.work.label, offered.key)
  harness.works.set(newer.work.manifest, { ...newer.work, capsule: wrong })
  harness.announce(artist)
  await listener.waitUntil(() =>
    ordersOf(listener, newer).some(({ state, code }) => state === 'paid' && code === 'POLICY_WRONG_KEY'),
  )
  expect(listener.keyOf(newer)).toBeUndefined()
  expect(listener.keyOf(offered)).toEqual(offered.key)
})
