import type { WorkFixture } from './marketFixtures.ts'
import { MarketHarness } from './marketHarness.ts'
import type { Trader } from './trader.ts'

/** An artist with a work for sale and a listener; both nodes run. */
export interface Trade {
  readonly harness: MarketHarness
  readonly artist: Trader
  readonly listener: Trader
  readonly offered: WorkFixture
}

/** @param price of the work, base units */
export async function openTrade(price: bigint): Promise<Trade> {
  const harness = await MarketHarness.open()
  const [artist, listener] = await Promise.all([harness.addTrader(), harness.addTrader()])
  await artist.start()
  await listener.start()
  return { harness, artist, listener, offered: await harness.addWork(artist, price) }
}
