import assert from 'node:assert/strict'
import { fee, startBalance, type WorkFixture } from './marketFixtures.ts'
import { MarketHarness } from './marketHarness.ts'
import type { Trader } from './trader.ts'

export const price = 100n

export interface ScenarioContext {
  readonly harness: MarketHarness
  readonly artist: Trader
  readonly listener: Trader
  readonly friend: Trader
  readonly offered: WorkFixture
}

/** One way an order can go: `run` brings it to its end over any restarts, `assertOutcome` checks the result. */
export interface OrderScenario {
  readonly name: string
  readonly price: bigint
  run(context: ScenarioContext): Promise<void>
  assertOutcome(context: ScenarioContext): void
}

export async function openScenario(scenario: OrderScenario): Promise<ScenarioContext> {
  const harness = await MarketHarness.open()
  const artist = await (await harness.addTrader()).start()
  const listener = await (await harness.addTrader()).start()
  const friend = await (await harness.addTrader()).start()
  return { harness, artist, listener, friend, offered: await harness.addWork(artist, scenario.price) }
}

export const waitForPurchase = (trader: Trader, state: string) =>
  trader.waitUntil(
    () => trader.market !== undefined && trader.purchases().some((order) => order.state === state),
  )
export const waitForSale = (trader: Trader, state: string) =>
  trader.waitUntil(() => trader.market !== undefined && trader.sales().some((order) => order.state === state))

/** The owner can play it, and it was paid once. */
export function assertSold({ harness, artist, listener, offered }: ScenarioContext, owner: Trader): void {
  const { amount } = offered.work.price
  assert.deepEqual(owner.keyOf(offered), offered.key, 'the owner can play it')
  assert.equal(artist.balance(), startBalance + amount)
  assert.equal(listener.balance(), startBalance - (amount === 0n ? 0n : amount + fee), 'paid once')
  assert.equal(artist.grants?.list().length, 1, 'exactly one policy')
  assert.equal(harness.raiden.locked(), 0n)
}

export function assertNotSold({ harness, artist, listener, offered }: ScenarioContext): void {
  assert.equal(listener.keyOf(offered), undefined, 'not paid, not played')
  assert.equal(artist.balance(), startBalance)
  assert.equal(listener.balance(), startBalance, 'nothing was paid')
  assert.equal(artist.grants?.list().length, 0)
  assert.equal(harness.raiden.locked(), 0n)
}
