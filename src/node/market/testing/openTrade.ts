import type { Offer } from '../../../protocol/purchase.ts'
import type { Purchase } from '../purchases.ts'
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

/** The listener's order once its invoice is there, and the artist's offer as it came. Nothing is confirmed. */
export async function orderInvoice({
  listener,
  offered,
}: Trade): Promise<{ readonly purchase: Purchase; readonly genuine: Offer }> {
  await listener.buy(offered, { confirmed: null })
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'invoiced')
  const [purchase] = listener.purchases()
  if (purchase === undefined || purchase.invoice === null || purchase.sealedPolicy === null) {
    throw new Error('There is no invoice.')
  }
  return { purchase, genuine: { signed: purchase.invoice, sealedPolicy: purchase.sealedPolicy } }
}
