import { afterEach, beforeEach, expect, test } from 'vitest'
import { fromLabel } from '../../shared/ids.ts'
import { ordersOf, own, replace, salesOf, waitForOrder } from './testing/editionTrade.ts'
import { fee, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade, type Trade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
const dayMs = 24 * 3600_000
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

test('a buyer who was away gets it at the next start, of several editions the newest alone', async () => {
  await own(trade, offered)
  await listener.stop()
  const second = await replace(trade, offered)
  const third = await replace(trade, second)
  await listener.start()
  await waitForOrder(listener, third, 'owned')
  expect(listener.keyOf(third)).toEqual(third.key)
  expect(ordersOf(listener, second)).toEqual([])
})

test('an artist who is away gives it when they are back', async () => {
  await own(trade, offered)
  const newer = await harness.replace(artist, offered)
  await artist.stop()
  harness.announce(artist)
  await listener.waitUntil(() => harness.countLetters() === 1)
  expect(listener.keyOf(offered)).toEqual(offered.key)
  await artist.start()
  await waitForOrder(listener, newer, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
})

test('what nobody answered in time is asked for again, and leaves no trace', async () => {
  await own(trade, offered)
  const newer = await harness.replace(artist, offered)
  await artist.stop()
  harness.announce(artist)
  await waitForOrder(listener, newer, 'requested')
  const [first] = ordersOf(listener, newer)
  harness.advanceClock(dayMs + 1)
  await listener.waitUntil(() => {
    const [order, ...others] = ordersOf(listener, newer)
    return order?.state === 'requested' && order.id !== first?.id && others.length === 0
  })
  await artist.start()
  await waitForOrder(listener, newer, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
})

test('a track that was bought on a release comes alone where the release is not sold any more', async () => {
  const release = await harness.addRelease(artist, [offered], price)
  await own(trade, release)
  const newer = await replace(trade, offered)
  await waitForOrder(listener, newer, 'owned')
  expect(listener.keyOf(newer)).toEqual(newer.key)
  expect(salesOf(trade, newer)).toMatchObject([{ amount: 0n, earlierOrder: salesOf(trade, release)[0]?.id }])
})

test('a gift of an edition that was replaced meanwhile brings the new one too', async () => {
  const friend = await (await harness.addTrader()).start()
  await listener.buy(offered, { recipient: friend.keys.identity })
  await friend.waitUntil(() => friend.gifts().length === 1)
  const newer = await replace(trade, offered)
  const [gift] = friend.gifts()
  friend.runningMarket().buyer.inbox.accept(gift?.id ?? '')
  await waitForOrder(friend, newer, 'owned')
  expect(friend.keyOf(newer)).toEqual(newer.key)
})

test('an artist who asks money for it gets none, and is not asked again for the same', async () => {
  await own(trade, offered)
  artist.store.exec('DELETE FROM sales')
  const newer = await replace(trade, offered)
  await waitForOrder(listener, newer, 'declined')
  harness.announce(artist)
  const release = await harness.addWork(artist, 0n)
  await listener.buy(release)
  await waitForOrder(listener, release, 'owned')
  expect(ordersOf(listener, newer)).toHaveLength(1)
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('what the person takes back is not asked for again', async () => {
  await own(trade, offered)
  const newer = await harness.replace(artist, offered)
  await artist.stop()
  harness.announce(artist)
  await waitForOrder(listener, newer, 'requested')
  listener.runningMarket().buyer.cancel(ordersOf(listener, newer)[0]?.id ?? '')
  harness.announce(artist)
  await artist.start()
  const other = await harness.addWork(artist, 0n)
  await listener.buy(other)
  await waitForOrder(listener, other, 'owned')
  expect(ordersOf(listener, newer).map(({ state }) => state)).toEqual(['cancelled'])
})

test('of many editions on one day a few are fetched, and the newest of them on the next', async () => {
  await own(trade, offered)
  let newest = offered
  for (let edition = 2; edition <= 5; edition += 1) {
    newest = await replace(trade, newest)
    await waitForOrder(listener, newest, 'owned')
  }
  newest = await replace(trade, newest)
  const waiting = await harness.addWork(artist, 0n)
  await listener.buy(waiting)
  await waitForOrder(listener, waiting, 'owned')
  expect(fromLabel(newest.work.label).edition).toBe(6)
  expect(ordersOf(listener, newest)).toEqual([])
  harness.advanceClock(dayMs + 1)
  harness.announce(artist)
  await waitForOrder(listener, newest, 'owned')
})
