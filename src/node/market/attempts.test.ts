import assert from 'node:assert/strict'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { cidText } from '../../shared/ids.ts'
import { signInvoice } from '../../protocol/purchase.ts'
import type { Purchase } from './purchases.ts'
import { fee, hubAddress, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
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

const buyUntil = async (work: WorkFixture, state: Purchase['state']): Promise<Purchase> => {
  const { id } = await listener.buy(work)
  return listener.waitForPurchase(id, state)
}

test('an order that failed for want of balance goes through at once when it is placed again', async () => {
  harness.raiden.balances.set(listener.account, price)
  harness.raiden.balances.set(hubAddress, startBalance - price)
  const first = await buyUntil(offered, 'failed')
  expect(first.code).toBe('RAIDEN_BALANCE_TOO_LOW')
  harness.raiden.balances.set(listener.account, startBalance)
  harness.raiden.balances.set(hubAddress, 0n)
  const second = await buyUntil(offered, 'owned')
  expect(second.secretHash).not.toBe(first.secretHash)
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('after a hub has dropped a lock a further attempt goes through under a hash of its own', async () => {
  harness.raiden.isForwarding = false
  const { id } = await listener.buy(offered)
  await listener.waitUntil(() => harness.raiden.locked() > 0n)
  expect((await listener.buy(offered)).id, 'the same order while its lock is pending').toBe(id)
  harness.advanceClock(15_000)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'ORDER_LOCK_PENDING')
  const waiting = listener.purchases()[0]
  assert.ok(waiting?.deadline)
  expect(waiting.message).toContain(new Date(waiting.deadline).toISOString())
  harness.advanceClock(16_000)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'failed')
  expect(listener.purchases()[0]).toMatchObject({ code: 'ORDER_LOCK_RAN_OUT' })
  harness.raiden.isForwarding = true
  await buyUntil(offered, 'owned')
  expect(listener.balance()).toBe(startBalance - price - fee)
  expect(artist.sales().map(({ state }) => state)).toContain('expired')
})

test('a price that was lowered since the last attempt is the price that is paid', async () => {
  const { id } = await listener.buy(offered, { confirmed: null })
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'invoiced')
  listener.runningMarket().buyer.cancel(id)
  const work = {
    ...offered.work,
    manifest: cidText.parse(`${offered.work.manifest}q`),
    price: { ...offered.work.price, amount: toAmount(price / 2n) },
  }
  harness.works.delete(offered.work.manifest)
  harness.works.set(work.manifest, work)
  await buyUntil({ ...offered, work }, 'owned')
  expect(listener.balance()).toBe(startBalance - price / 2n - fee)
})

test('an artist’s node of an older version, which repeats an invoice whose payment came back, is asked again', async () => {
  harness.raiden.isForwarding = false
  const first = await listener.buy(offered)
  await listener.waitUntil(() => harness.raiden.locked() > 0n)
  harness.advanceClock(31_000)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'failed')
  const old = listener.runningMarket().buyer.purchases.get(first.id)
  assert.ok(old?.invoice)
  const { seller } = artist.runningMarket()
  const answer = seller.answer.bind(seller)
  const { invoice: repeated } = old.invoice
  seller.answer = async (request) => {
    const offer = await answer(request)
    const { request: digest, sealedPolicy } = offer.signed.invoice
    return {
      ...offer,
      signed: await signInvoice({ ...repeated, request: digest, sealedPolicy }, artist.keys.account),
    }
  }
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'ORDER_INVOICE_REUSED')
  expect(listener.purchases()[0]).toMatchObject({ state: 'requested' })
  harness.raiden.isForwarding = true
  seller.answer = answer
  harness.advanceClock(0)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(listener.balance()).toBe(startBalance - price - fee)
})

test('a buyer who lost everything while a payment is being taken is not sold it twice', async () => {
  harness.raiden.isHubTalking = false
  await listener.buy(offered)
  await artist.waitUntil(() => artist.sales()[0]?.state === 'releasing')
  await listener.stop()
  listener.store.exec('DELETE FROM purchases')
  await listener.start()
  await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.code === 'ORDER_UNSETTLED')
  expect(harness.raiden.countSent(listener.account, artist.account)).toBe(1)
  harness.advanceClock(45_000)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(harness.raiden.countSent(listener.account, artist.account)).toBe(1)
})
