import assert from 'node:assert/strict'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { maxOwedSales } from '../../shared/hubDebt.ts'
import { describeMoney } from './purchaseOutcome.ts'
import { startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})

afterEach(() => harness.closeConserved())

const sale = () => artist.sales()[0]
const purchase = () => listener.purchases()[0]

/** The hub has the secret, and says nothing more to anybody. */
async function fallSilentAfterSecret(): Promise<void> {
  harness.raiden.isHubTalking = false
  await listener.buy(offered)
  await artist.waitUntil(() => sale()?.state === 'releasing' && sale()?.releasedAt !== null)
}

test('what a silent hub withholds is claimed on chain in time, and the buyer learns the secret there', async () => {
  await fallSilentAfterSecret()
  harness.advanceClock(21_000)
  await listener.waitUntil(() => purchase()?.state === 'owned')
  await artist.waitUntil(() => sale()?.state === 'delivered')
  expect(artist.balance()).toBe(startBalance + price)
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(sale()).toMatchObject({ debt: null, code: null })
})

test('an artist without gas is told while there is time, and the sale ends without the hub, as its debt', async () => {
  harness.raiden.registry.balanceWei = 0n
  await fallSilentAfterSecret()
  harness.advanceClock(21_000)
  await artist.waitUntil(() => sale()?.code === 'SALE_GAS_MISSING')
  harness.advanceClock(20_000)
  await artist.waitUntil(() => sale()?.state === 'paid')
  expect(sale()).toMatchObject({ debt: price, code: 'SALE_WITHHELD', deadline: null })
  expect(artist.grants?.list()).toHaveLength(1)
  await listener.waitUntil(() => purchase()?.state === 'failed')
  expect(purchase()).toMatchObject({ code: 'ORDER_HUB_SILENT' })
  assert.ok(purchase() !== undefined)
  expect(describeMoney(purchase() ?? assert.fail())).toContain('the money is yours')
})

test('gas that costs more than the sale brings is not spent, and that is said', async () => {
  harness.raiden.registry.costWei = price
  await fallSilentAfterSecret()
  harness.advanceClock(21_000)
  await artist.waitUntil(() => sale()?.code === 'SALE_NOT_WORTH_GAS')
  harness.advanceClock(20_000)
  await artist.waitUntil(() => sale()?.state === 'paid')
  expect(sale()).toMatchObject({ debt: price, message: expect.stringContaining('not worth the gas') })
  expect(harness.raiden.registry.balanceWei).toBe(1_000n)
})

test('a silent hub that swallowed a lock holds an order no longer than the lock runs', async () => {
  harness.raiden.isForwarding = false
  harness.raiden.isHubTalking = false
  await listener.buy(offered)
  await listener.waitUntil(() => harness.raiden.locked() > 0n)
  harness.advanceClock(31_000)
  expect(purchase()?.state).toBe('paying')
  harness.advanceClock(10_000)
  await listener.waitUntil(() => purchase()?.state === 'failed')
  expect(purchase()).toMatchObject({ code: 'ORDER_HUB_SILENT', deadline: null })
})

test('a payment that was registered on chain is paid for its buyer, though Raiden does not run', async () => {
  await fallSilentAfterSecret()
  harness.raiden.setRunning(listener.account, false)
  harness.advanceClock(21_000)
  await artist.waitUntil(() => sale()?.state === 'paid')
  harness.advanceClock(20_000)
  await listener.waitUntil(() => purchase()?.state === 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('a sale whose secret never left ends unpaid, though Raiden does not run any more', async () => {
  harness.raiden.isReleasing = false
  await listener.buy(offered)
  await artist.waitUntil(() => sale()?.state === 'releasing')
  harness.raiden.isHubTalking = false
  harness.advanceClock(41_000)
  await artist.waitUntil(() => sale()?.state === 'expired')
  expect(sale()).toMatchObject({ debt: null })
  expect(artist.grants?.list()).toHaveLength(0)
})

/** The hub withholds the unlock of so many sales, each for another work. */
async function withhold(count: number): Promise<void> {
  harness.raiden.registry.balanceWei = 0n
  harness.raiden.isUnlocking = false
  for (let index = 0; index < count; index += 1) {
    const work = await harness.addWork(artist, price)
    const { id } = await listener.buy(work)
    await listener.waitUntil(() => listener.runningMarket().buyer.purchases.get(id)?.state === 'joined')
  }
  harness.raiden.isHubTalking = false
  harness.advanceClock(45_000)
  await artist.waitUntil(() => artist.sales().filter(({ debt }) => debt !== null).length === count)
  harness.raiden.isHubTalking = true
  harness.raiden.isUnlocking = true
}

for (const [how, repair] of [
  ['has paid', async () => harness.raiden.payWithheld()],
  ['is forgiven', async () => void artist.runningMarket().waiveDebt(sale()?.id ?? '')],
] satisfies [string, () => Promise<void>][]) {
  test(`a hub that owes for ${maxOwedSales} sales is not sold through until it ${how}`, async () => {
    await withhold(maxOwedSales)
    await listener.buy(offered)
    await listener.waitUntil(() => purchase()?.code === 'SELLER_HUB_IN_DEBT')
    expect(purchase()).toMatchObject({ state: 'requested' })
    expect(artist.runningMarket().seller.debts.total()).toBe(price * BigInt(maxOwedSales))
    await repair()
    await listener.waitUntil(() => purchase()?.state === 'owned')
    expect(listener.keyOf(offered)).toEqual(offered.key)
  })
}

test('an invoice given before the hub owed so much is not paid through it either', async () => {
  await listener.buy(offered, { confirmed: null })
  await listener.waitUntil(() => purchase()?.state === 'invoiced')
  const order = purchase()
  assert.ok(order)
  await withhold(maxOwedSales)
  const before = listener.balance()
  listener.runningMarket().buyer.confirm(order.id, offered.work.price.amount)
  const current = () => listener.runningMarket().buyer.purchases.get(order.id)
  await listener.waitUntil(() => current()?.state === 'refunding')
  harness.advanceClock(45_000)
  await listener.waitUntil(() => current()?.state === 'failed')
  expect(current()).toMatchObject({ code: 'ORDER_LOCK_REFUSED' })
  expect(listener.balance()).toBe(before)
})

test('nothing is waived where nothing is owed', async () => {
  await listener.buy(offered)
  await artist.waitUntil(() => sale()?.state === 'delivered')
  expect(() => artist.runningMarket().waiveDebt(sale()?.id ?? '')).toThrow(
    expect.objectContaining({ code: 'SALE_NOTHING_OWED' }),
  )
})
