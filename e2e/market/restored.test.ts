import { afterEach, beforeEach, expect, test } from 'vitest'
import { Fair, fee, startBalance } from './fair.ts'

let fair: Fair
beforeEach(async () => {
  fair = await Fair.open()
})
afterEach(() => fair.close())

test('of a seller restored from a snapshot, who has paid gets a fresh policy for nothing', async () => {
  const [artist, listener] = [await (await fair.party()).start(), await (await fair.party()).start()]
  const ware = await fair.ware(artist, 10n)
  await listener.buy(ware)
  await listener.until(() => listener.purchases()[0]?.state === 'owned')
  // The snapshot leaves policies of paid sales out; and this listener has lost everything.
  artist.store.exec("UPDATE sales SET sealed_policy = x''")
  listener.store.exec('DELETE FROM purchases; DELETE FROM content_keys')
  expect(listener.keyOf(ware)).toBeUndefined()

  await listener.buy(ware)
  await listener.until(() => listener.purchases()[0]?.state === 'owned')
  expect(listener.keyOf(ware)).toEqual(ware.key)
  expect(listener.balance()).toBe(startBalance - 10n - fee)
  expect(artist.sales()).toHaveLength(1)
  expect(artist.grants?.list()).toHaveLength(2)
})
