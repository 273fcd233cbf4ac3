import type { PurchaseState } from '../../../shared/orderStates.ts'
import type { WorkFixture } from './marketFixtures.ts'
import type { Trade } from './openTrade.ts'
import type { Trader } from './trader.ts'

/** A trader's orders of this very edition; none while its node does not run. */
export const ordersOf = (trader: Trader, { work }: WorkFixture) =>
  trader.market === undefined ? [] : trader.purchases().filter(({ label }) => label === work.label)

export const waitForOrder = (trader: Trader, fixture: WorkFixture, state: PurchaseState) =>
  trader.waitUntil(() => ordersOf(trader, fixture).some((order) => order.state === state))

/** The artist's orders of this very edition. */
export const salesOf = ({ artist }: Trade, { work }: WorkFixture) =>
  artist.sales().filter(({ label }) => label === work.label)

/** The listener buys it. */
export async function own({ listener }: Trade, fixture: WorkFixture): Promise<void> {
  await listener.buy(fixture)
  await waitForOrder(listener, fixture, 'owned')
}

/** The artist sells another edition, and everybody hears of it. */
export async function replace({ harness, artist }: Trade, before: WorkFixture): Promise<WorkFixture> {
  const after = await harness.replace(artist, before)
  harness.announce(artist)
  return after
}
