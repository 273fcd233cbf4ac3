import { afterEach, beforeEach, expect, test } from 'vitest'
import { MarketHarness } from '../market/testing/marketHarness.ts'
import type { Trader } from '../market/testing/trader.ts'
import { orderHandlers } from './orderHandlers.ts'

const asking = { signal: new AbortController().signal, report: () => undefined }
let harness: MarketHarness
let artist: Trader
let listener: Trader

beforeEach(async () => {
  harness = await MarketHarness.open()
  ;[artist, listener] = [await (await harness.addTrader()).start(), await (await harness.addTrader()).start()]
})
afterEach(() => harness.close())

function handlersOf(trader: Trader) {
  const parts = { market: trader.runningMarket(), options: { keys: trader.keys, network: {} } }
  return orderHandlers(parts as unknown as Parameters<typeof orderHandlers>[0])
}

test('an order that is not there is named so', async () => {
  await expect(handlersOf(listener).purchase({ id: 'none', follow: false }, asking)).rejects.toMatchObject({
    code: 'ORDER_UNKNOWN',
  })
})

test('an order has a receipt once it is paid, and not before', async () => {
  const offered = await harness.addWork(artist, 10n)
  const { id } = await listener.buy(offered, { confirmed: null })
  const handlers = handlersOf(listener)
  await expect(handlers.receipt({ id }, asking)).rejects.toMatchObject({ code: 'ORDER_UNPAID' })
  await handlers.confirm({ id, amount: offered.work.price.amount }, asking)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  const { receipt } = await handlers.receipt({ id }, asking)
  expect(await handlers.verifyReceipt({ receipt }, asking)).toMatchObject({ amount: 10n })
})
