import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codeHash } from '../../protocol/codeHash.ts'
import { fromLabel } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import { chain, fee } from '../market/testing/marketFixtures.ts'
import { MarketHarness } from '../market/testing/marketHarness.ts'
import type { Trader } from '../market/testing/trader.ts'
import { orderHandlers } from './orderHandlers.ts'
import { saleViewFrom, saleViewsFrom } from './saleViews.ts'

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
    account: trader.account,
    people: { get: () => undefined, named: () => undefined },
    sales: seller.sales,
    refunder: seller.refunder,
    codes: seller.codes,
    ledger: market.ledger,
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

test('nobody gives to themselves by their own card: nothing is ordered', async () => {
  const { work } = await harness.addWork(artist, 10n)
  const asked = { label: work.label, artist: work.artist, gift: 'my own card', follow: false }
  await expect(handlersOf(listener).buy(asked, context)).rejects.toMatchObject({ code: 'GIFT_TO_ONESELF' })
  expect(listener.purchases()).toEqual([])
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

test('the sales of a list are shown as each alone is', async () => {
  const [refunded, thanked, given] = await Promise.all(
    [10n, 20n, 30n].map((price) => harness.addWork(artist, price)),
  )
  if (refunded === undefined || thanked === undefined || given === undefined)
    throw new Error('Three are made.')
  const { buyer } = listener.runningMarket()
  const { seller } = artist.runningMarket()
  for (const offered of [refunded, thanked]) {
    await listener.waitForPurchase((await listener.buy(offered)).id, 'owned')
  }
  const [code] = seller.codes.make(fromLabel(given.work.label), 1, null, harness.now)
  const { label, manifest, artist: of } = given.work
  const redeemed = await buyer.redeem({ label, manifest, artist: of }, codeHash(code?.code ?? ''))
  await listener.waitForPurchase(redeemed.id, 'owned')
  const saleOf = (work: typeof given) =>
    artist.sales().find((sale) => sale.label === work.work.label)?.id ?? ''
  await harness.waitUntil(() => artist.sales().every(({ state }) => state === 'delivered'))
  const handlers = handlersOf(artist)
  await handlers.thank({ id: saleOf(thanked), text: 'Thank you.' }, context)
  const wish = { id: saleOf(refunded), endsAccess: false, amount: toAmount(2n) }
  for (const left of [10n, 8n]) {
    await handlers.refund({ ...wish, left: toAmount(left) }, context)
    await harness.waitUntil(() => seller.refunder.refunds.list()[0]?.state === 'refunded')
  }
  const sales = artist.sales()
  const { codes, refunder, thanker } = seller
  const parts = { codes, refunder, thanker, ledger: artist.runningMarket().ledger }
  expect(saleViewsFrom(parts, sales)).toEqual(sales.map((sale) => saleViewFrom(parts, sale)))
  const views = await handlers.sales({}, context)
  const shown = (work: typeof given) => views.find((view) => view.label === work.work.label)
  expect(shown(refunded)?.refunds).toMatchObject([{ amount: 2n }, { amount: 2n }])
  expect(shown(refunded)?.refunds?.[1]?.state).toBe('refunded')
  expect(shown(thanked)?.thanks?.text).toBe('Thank you.')
  expect(shown(given)?.isByCode).toBe(true)
})
