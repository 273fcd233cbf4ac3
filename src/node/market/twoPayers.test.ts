import assert from 'node:assert/strict'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeMoney } from './purchaseOutcome.ts'
import type { Purchase } from './purchases.ts'
import { fee, startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import { MarketHarness } from './testing/marketHarness.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
let harness: MarketHarness
let artist: Trader
let anna: Trader
let bert: Trader
let friend: Trader
let offered: WorkFixture

beforeEach(async () => {
  harness = await MarketHarness.open()
  ;[artist, anna, bert, friend] = (await Promise.all(
    Array.from({ length: 4 }, () => harness.addTrader()),
  )) as [Trader, Trader, Trader, Trader]
  for (const trader of harness.traders) await trader.start()
  offered = await harness.addWork(artist, price)
})

afterEach(() => harness.closeConserved())

const onlyOrder = (trader: Trader): Purchase => {
  const [purchase] = trader.purchases()
  if (purchase === undefined) throw new Error('Nothing was ordered.')
  return purchase
}
const waitForState = async (trader: Trader, ...states: Purchase['state'][]) => {
  await trader.waitUntil(() => trader.purchases().some(({ state }) => states.includes(state)))
  return onlyOrder(trader)
}

/** Both have an invoice for one recipient, and both locks arrive while the artist's node does not run. */
async function lockBothWhileArtistSleeps(payers: readonly Trader[], recipient: Trader): Promise<void> {
  for (const payer of payers) {
    const gift = payer === recipient ? {} : { recipient: recipient.keys.identity }
    await payer.buy(offered, { confirmed: null, ...gift })
    await waitForState(payer, 'invoiced')
  }
  await artist.stop()
  for (const payer of payers) {
    payer.runningMarket().buyer.confirm(onlyOrder(payer).id, offered.work.price.amount)
    await payer.waitUntil(() => payer.balance() < startBalance)
  }
  await artist.start()
}

for (const [what, payersOf] of [
  ['two gifts', () => [anna, bert]],
  ['a gift and the recipient’s own order', () => [anna, friend]],
] as const) {
  test(`of ${what} for one recipient one is taken, and the other's money is back with the reason`, async () => {
    const payers = payersOf()
    for (const { account } of [anna, bert]) friend.runningMarket().acceptGiftsFrom(account, true)
    await lockBothWhileArtistSleeps(payers, friend)
    await harness.waitUntil(() =>
      payers.every((payer) => ['handedOver', 'owned', 'refunding'].includes(onlyOrder(payer).state)),
    )
    harness.advanceClock(45_000)
    await harness.waitUntil(() => payers.every((payer) => onlyOrder(payer).state !== 'refunding'))
    const failed = payers.filter((payer) => onlyOrder(payer).state === 'failed')
    expect(failed, 'one of two payments is taken').toHaveLength(1)
    const [loser] = failed
    const winner = payers.find((payer) => payer !== loser)
    assert.ok(winner !== undefined && loser !== undefined)
    expect(artist.balance()).toBe(startBalance + price)
    expect(winner.balance()).toBe(startBalance - price - fee)
    expect(loser.balance()).toBe(startBalance)
    expect(onlyOrder(loser)).toMatchObject({ code: 'ORDER_PAID_BY_ANOTHER' })
    expect(describeMoney(onlyOrder(loser))).toContain('back in your balance')
    await harness.waitUntil(
      () =>
        artist
          .sales()
          .map(({ state }) => state)
          .toSorted()
          .join() === 'delivered,expired',
    )
    expect(artist.grants?.list()).toHaveLength(1)
    await friend.waitUntil(() => friend.keyOf(offered) !== undefined)
    expect(friend.keyOf(offered)).toEqual(offered.key)
  })
}
