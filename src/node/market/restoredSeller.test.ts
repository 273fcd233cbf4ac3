import { afterEach, beforeEach, expect, test } from 'vitest'
import { fee, startBalance } from './testing/marketFixtures.ts'
import { MarketHarness } from './testing/marketHarness.ts'

let harness: MarketHarness
beforeEach(async () => {
  harness = await MarketHarness.open()
})
afterEach(() => harness.close())

test('of a seller restored from a snapshot, who has paid gets a fresh policy for nothing', async () => {
  const [artist, listener] = [
    await (await harness.addTrader()).start(),
    await (await harness.addTrader()).start(),
  ]
  const offered = await harness.addWork(artist, 10n)
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  // The snapshot leaves policies of paid sales out; and this listener has lost everything.
  artist.store.exec("UPDATE sales SET sealed_policy = x''")
  listener.store.exec('DELETE FROM purchases; DELETE FROM content_keys')
  expect(listener.keyOf(offered)).toBeUndefined()

  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(listener.balance()).toBe(startBalance - 10n - fee)
  expect(artist.sales()).toHaveLength(1)
  expect(artist.grants?.list()).toHaveLength(2)
})
