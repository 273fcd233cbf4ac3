import assert from 'node:assert/strict'
import { toAmount } from '../../../shared/money.ts'
import type { PurchaseState } from '../../../shared/orderStates.ts'
import { fee, startBalance } from './marketFixtures.ts'
import { openTrade, type Trade } from './openTrade.ts'
import type { Trader } from './trader.ts'

export const price = 100n

export interface ScenarioContext extends Trade {
  readonly friend: Trader
}

/** One way an order can go: `run` brings it to its end over any restarts, `assertOutcome` checks the result. */
export interface OrderScenario {
  readonly name: string
  readonly price: bigint
  run(context: ScenarioContext): Promise<void>
  assertOutcome(context: ScenarioContext): void
}

export async function openScenario(scenario: OrderScenario): Promise<ScenarioContext> {
  const trade = await openTrade(scenario.price)
  const friend = await (await trade.harness.addTrader()).start()
  friend.runningMarket().acceptGiftsFrom(trade.listener.account, true)
  return { ...trade, friend }
}

export const waitForPurchase = (trader: Trader, state: string) =>
  trader.waitUntil(
    () => trader.market !== undefined && trader.purchases().some((order) => order.state === state),
  )
export const waitForSale = (trader: Trader, state: string) =>
  trader.waitUntil(() => trader.market !== undefined && trader.sales().some((order) => order.state === state))

/** The person agrees to the price of the order that is there. */
export async function confirmFirst(trader: Trader, amount: bigint): Promise<void> {
  const [order] = trader.purchases()
  if (order === undefined) throw new Error('There is an order.')
  await trader.retryThroughCrash(async () => trader.runningMarket().buyer.confirm(order.id, toAmount(amount)))
}

/** The person takes an order back while it is in `state`. */
export async function takeBack(trader: Trader, id: string, state: PurchaseState): Promise<void> {
  await trader.retryThroughCrash(async () => {
    const isThere = trader.purchases().some((order) => order.id === id && order.state === state)
    if (isThere) trader.runningMarket().buyer.cancel(id)
  })
}

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
