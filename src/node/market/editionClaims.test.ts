import { afterEach, beforeEach, expect, test } from 'vitest'
import { fromLabel } from '../../shared/ids.ts'
import type { PurchaseState } from '../../shared/orderStates.ts'
import { sealTrackKey } from '../access/capsules.ts'
import { fee, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
const dayMs = 24 * 3600_000
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})
afterEach(() => harness.closeConserved())

const ordersOf = (trader: Trader, { work }: WorkFixture) =>
  trader.market === undefined ? [] : trader.purchases().filter(({ label }) => label === work.label)
const waitFor = (trader: Trader, fixture: WorkFixture, state: PurchaseState) =>
  trader.waitUntil(() => ordersOf(trader, fixture).some((order) => order.state === state))
const salesOf = ({ work }: WorkFixture) => artist.sales().filter(({ label }) => label === work.label)

async function own(fixture: WorkFixture): Promise<void> {
  await listener.buy(fixture)
  await waitFor(listener, fixture, 'owned')
}

async function replace(before: WorkFixture): Promise<WorkFixture> {
  const after = await harness.replace(artist, before)
  harness.announce(artist)
  return after
}

test('who owns a track gets its new edition by itself, once and for nothing, and keeps the old one', async () => {
  await own(offered)
  const newer = await replace(offered)
  await waitFor(listener, newer, 'owned')
  harness.announce(artist)
  harness.announce(artist)
  expect(listener.keyOf(newer)).toEqual(newer.key)
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(artist.balance()).toBe(startBalance + price)
  expect(ordersOf(listener, newer)).toHaveLength(1)
  const [sold] = salesOf(offered)
  expect(salesOf(newer)).toMatchObject([{ amount: 0n, earlierOrder: sold?.id }])
  expect(artist.grants?.list()).toHaveLength(2)
})

test('a buyer who was away gets it at the next start, of several editions the newest alone', async () => {
  await own(offered)
  await listener.stop()
  const second = await replace(offered)
  const third = await replace(second)
  await listener.start()
  await waitFor(listener, third, 'owned')
  expect(listener.keyOf(third)).toEqual(third.key)
  expect(ordersOf(listener, second)).toEqual([])
})

test('an artist who is away gives it when they are back', async () => {
  await own(offered)
  const newer = await harness.replace(artist, offered)
  await artist.stop()
  harness.announce(artist)
  await listener.waitUntil(() => harness.countLetters() === 1)
  expect(listener.keyOf(offered)).toEqual(offered.key)
  await artist.start()
  await waitFor(listener, newer, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
})

test('what nobody answered in time is asked for again, and leaves no trace', async () => {
  await own(offered)
  const newer = await harness.replace(artist, offered)
  await artist.stop()
  harness.announce(artist)
  await waitFor(listener, newer, 'requested')
  const [first] = ordersOf(listener, newer)
  harness.advanceClock(dayMs + 1)
  await listener.waitUntil(() => {
    const [order, ...others] = ordersOf(listener, newer)
    return order?.state === 'requested' && order.id !== first?.id && others.length === 0
  })
  await artist.start()
  await waitFor(listener, newer, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
})

test('a release is owned in its new edition, and a track of it is not asked for beside it', async () => {
  const other = await harness.addWork(artist, price)
  const release = await harness.addRelease(artist, [offered, other], price)
  await own(release)
  const newer = await harness.replace(artist, offered)
  const newerRelease = await harness.replace(artist, release, [newer, other])
  harness.announce(artist)
  await waitFor(listener, newerRelease, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
  expect(listener.keyOf(other)).toEqual(other.key)
  expect(ordersOf(listener, newer)).toEqual([])
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('a track that was bought on a release comes alone where the release is not sold any more', async () => {
  const release = await harness.addRelease(artist, [offered], price)
  await own(release)
  const newer = await replace(offered)
  await waitFor(listener, newer, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
  expect(salesOf(newer)).toMatchObject([{ amount: 0n, earlierOrder: salesOf(release)[0]?.id }])
})

test('whom it was given to gets the new edition, and who gave it does not', async () => {
  const friend = await (await harness.addTrader()).start()
  friend.runningMarket().acceptGiftsFrom(listener.account, true)
  await listener.buy(offered, { recipient: friend.keys.identity })
  await waitFor(friend, offered, 'owned')
  const newer = await replace(offered)
  await waitFor(friend, newer, 'owned')
  expect(friend.keyOf(newer)).toEqual(newer.key)
  expect(ordersOf(listener, newer)).toEqual([])
  await listener.runningMarket().buyer.claim(newer.work)
  await waitFor(listener, newer, 'declined')
  expect(listener.keyOf(newer)).toBeUndefined()
})

test('a gift of an edition that was replaced meanwhile brings the new one too', async () => {
  const friend = await (await harness.addTrader()).start()
  await listener.buy(offered, { recipient: friend.keys.identity })
  await friend.waitUntil(() => friend.gifts().length === 1)
  const newer = await replace(offered)
  const [gift] = friend.gifts()
  friend.runningMarket().buyer.inbox.accept(gift?.id ?? '')
  await waitFor(friend, newer, 'owned')
  expect(friend.keyOf(newer)).toEqual(newer.key)
})

test('a stranger who claims it is asked the price, and pays nothing by claiming', async () => {
  await own(offered)
  const stranger = await (await harness.addTrader()).start()
  const newer = await replace(offered)
  await stranger.runningMarket().buyer.claim(newer.work)
  await waitFor(stranger, newer, 'declined')
  expect(ordersOf(stranger, newer)).toMatchObject([{ code: 'ORDER_PRICE_CHANGED', secret: null }])
  expect(stranger.balance()).toBe(startBalance)
  expect(stranger.keyOf(newer)).toBeUndefined()
  await stranger.buy(newer)
  await waitFor(stranger, newer, 'owned')
  expect(stranger.balance()).toBe(startBalance - price - fee)
})

test('a buyer whose access was ended is asked the price, and pays nothing by itself', async () => {
  await own(offered)
  const [policy] = artist.grants?.list() ?? []
  if (policy !== undefined) await artist.grants?.revoke(policy.id)
  const newer = await replace(offered)
  await waitFor(listener, newer, 'declined')
  expect(listener.keyOf(newer)).toBeUndefined()
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('an artist who asks money for it gets none, and is not asked again for the same', async () => {
  await own(offered)
  artist.store.exec('DELETE FROM sales')
  const newer = await replace(offered)
  await waitFor(listener, newer, 'declined')
  harness.announce(artist)
  const release = await harness.addWork(artist, 0n)
  await listener.buy(release)
  await waitFor(listener, release, 'owned')
  expect(ordersOf(listener, newer)).toHaveLength(1)
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('an artist who hands over a wrong key takes the old edition from nobody', async () => {
  await own(offered)
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

test('what the person takes back is not asked for again', async () => {
  await own(offered)
  const newer = await harness.replace(artist, offered)
  await artist.stop()
  harness.announce(artist)
  await waitFor(listener, newer, 'requested')
  listener.runningMarket().buyer.cancel(ordersOf(listener, newer)[0]?.id ?? '')
  harness.announce(artist)
  await artist.start()
  const other = await harness.addWork(artist, 0n)
  await listener.buy(other)
  await waitFor(listener, other, 'owned')
  expect(ordersOf(listener, newer).map(({ state }) => state)).toEqual(['cancelled'])
})

test('of many editions on one day a few are fetched, and the newest of them on the next', async () => {
  await own(offered)
  let newest = offered
  for (let edition = 2; edition <= 5; edition += 1) {
    newest = await replace(newest)
    await waitFor(listener, newest, 'owned')
  }
  newest = await replace(newest)
  const waiting = await harness.addWork(artist, 0n)
  await listener.buy(waiting)
  await waitFor(listener, waiting, 'owned')
  expect(fromLabel(newest.work.label).edition).toBe(6)
  expect(ordersOf(listener, newest)).toEqual([])
  harness.advanceClock(dayMs + 1)
  harness.announce(artist)
  await waitFor(listener, newest, 'owned')
})
