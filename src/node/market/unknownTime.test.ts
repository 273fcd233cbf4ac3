import { afterEach, beforeEach, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import type { WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
const twoDays = 48 * 3600_000
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})
afterEach(() => harness.close())

test('an invoice does not run out by a clock that may be two days fast', async () => {
  const { id } = await listener.buy(offered, { confirmed: null })
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'invoiced')
  harness.isTimeKnown = false
  harness.advanceClock(twoDays)
  // An order later than that one has been tried by then.
  const other = await harness.addWork(artist, price)
  await listener.buy(other)
  await listener.waitUntil(() => listener.purchases().some(({ code }) => code === 'CLOCK_UNKNOWN'))
  expect(listener.runningMarket().buyer.purchases.get(id)?.state).toBe('invoiced')
  expect(artist.sales().map(({ state }) => state)).toEqual(['invoiced'])
  harness.isTimeKnown = true
  harness.advanceClock(-twoDays)
  listener.runningMarket().buyer.confirm(id, toAmount(price))
  await listener.waitUntil(() => listener.purchases().every(({ state }) => state === 'owned'))
  expect(listener.purchases()).toHaveLength(2)
})

test('a seller who does not know the time refuses nobody for good', async () => {
  harness.isTimeKnown = false
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'CLOCK_UNKNOWN')
  expect(listener.purchases()[0]?.state).toBe('requested')
  expect(artist.sales()).toEqual([])
  harness.isTimeKnown = true
  harness.advanceClock(0)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
})
