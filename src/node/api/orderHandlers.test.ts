import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import { chain, fee } from '../market/testing/marketFixtures.ts'
import { MarketHarness } from '../market/testing/marketHarness.ts'
import type { Trader } from '../market/testing/trader.ts'
import { orderHandlers } from './orderHandlers.ts'

const network = {
  name: 'A network',
  token: { address: chain.token, symbol: 'tUSD', name: 'Test dollar', decimals: 2 },
  chain: { id: chain.id, name: 'A chain' },
  contracts: chain,
} as unknown as Parameters<typeof orderHandlers>[0]['network']
const context = { signal: new AbortController().signal, report: () => undefined }
let harness: MarketHarness
let artist: Trader
let listener: Trader

beforeEach(async () => {
  harness = await MarketHarness.open()
  ;[artist, listener] = [await (await harness.addTrader()).start(), await (await harness.addTrader()).start()]
})
afterEach(() => harness.close())

function handlersOf(trader: Trader) {
  const market = trader.runningMarket()
  const { buyer, seller } = market
  return orderHandlers({
    identity: trader.keys.identity,
    catalogue: { work: () => undefined, edition: () => undefined },
    network,
    discovery: { lookUp: async () => undefined },
    market,
    buyer,
    purchases: buyer.purchases,
    contacts: buyer.contacts,
    sales: seller.sales,
    refunder: seller.refunder,
    codes: { hasRedeemed: () => false },
    thanker: seller.thanker,
    recipientOf: async () => trader.keys.identity,
    maximumFee: toAmount(fee),
    events: new EventEmitter<NodeEvents>(),
  })
}

test('an order that is not there is named so', async () => {
  await expect(handlersOf(listener).purchase({ id: 'none', follow: false }, context)).rejects.toMatchObject({
    code: 'ORDER_UNKNOWN',
  })
})

test('an order has a receipt once it is paid, and not before', async () => {
  const offered = await harness.addWork(artist, 10n)
  const { id } = await listener.buy(offered, { confirmed: null })
  const handlers = handlersOf(listener)
  await expect(handlers.receipt({ id }, context)).rejects.toMatchObject({ code: 'ORDER_UNPAID' })
  await expect(handlers.receiptPage({ id }, context)).rejects.toMatchObject({ code: 'ORDER_UNPAID' })
  await handlers.confirm({ id, amount: offered.work.price.amount }, context)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  const { receipt } = await handlers.receipt({ id }, context)
  const checked = { amount: 10n, seller: artist.account, buyer: listener.account, isOnThisNetwork: true }
  expect(await handlers.verifyReceipt({ receipt }, context)).toMatchObject(checked)
  const { page } = await handlers.receiptPage({ id }, context)
  expect(page).toContain('0.10 tUSD')
  expect(await handlers.verifyReceipt({ receipt: page }, context)).toMatchObject(checked)
})

test('an order says that its artist is away, after a restart too, and no longer when they are back', async () => {
  const offered = await harness.addWork(artist, 10n)
  await artist.stop()
  const { id } = await listener.buy(offered)
  const order = () => handlersOf(listener).purchase({ id, follow: false }, context)
  const isAway = () => expect.poll(async () => (await order()).sellerAway?.since ?? null)
  await isAway().not.toBeNull()
  await listener.stop()
  await listener.start()
  await isAway().not.toBeNull()
  await artist.start()
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect((await order()).sellerAway).toBeUndefined()
  expect(listener.runningMarket().buyer.contacts.absence(artist.account)).toBeUndefined()
})
