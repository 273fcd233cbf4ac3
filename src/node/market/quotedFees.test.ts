import { afterEach, beforeEach, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { startBalance } from './testing/marketFixtures.ts'
import { openTrade, type Trade } from './testing/openTrade.ts'

const price = 100n
let trade: Trade
const quote = () => {
  const { harness, artist, listener } = trade
  return harness.raiden.connect(listener.account).quoteFee(artist.account, toAmount(price))
}
const hasOrder = (state: string) => trade.listener.purchases().find((purchase) => purchase.state === state)

beforeEach(async () => {
  trade = await openTrade(price)
})
afterEach(() => trade.harness.closeConserved())

test('what was quoted is what is paid, and is left of the balance to the last unit', async () => {
  const { listener, offered } = trade
  const fee = await quote()
  await listener.buy(offered, { maximumFee: fee })
  await listener.waitUntil(() => hasOrder('owned') !== undefined)
  expect(hasOrder('owned')?.fee).toBe(fee)
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('a hub that asks more than it has quoted is not paid; asked again, it is', async () => {
  const { harness, listener, offered } = trade
  const quoted = await quote()
  harness.raiden.fee = quoted + 1n
  await listener.buy(offered, { maximumFee: quoted })
  await listener.waitUntil(() => hasOrder('failed') !== undefined)
  expect(hasOrder('failed')?.code).toBe('RAIDEN_FEE_ABOVE_CAP')
  expect(listener.balance()).toBe(startBalance)
  await listener.buy(offered, { maximumFee: await quote() })
  await listener.waitUntil(() => hasOrder('owned') !== undefined)
  expect(listener.balance()).toBe(startBalance - price - quoted - 1n)
})
