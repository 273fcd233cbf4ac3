import assert from 'node:assert/strict'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import {
  type OrderDeadline,
  type PurchaseState,
  purchaseStateNames,
  purchaseStates,
  type SaleState,
  saleStateNames,
  saleStates,
} from '../../shared/orderStates.ts'
import { purchaseMachine } from './purchaseMachine.ts'
import { saleMachine } from './saleMachine.ts'
import { token, type WorkFixture } from './testing/marketFixtures.ts'
import type { MarketHarness } from './testing/marketHarness.ts'
import { openTrade } from './testing/openTrade.ts'
import type { Trader } from './testing/trader.ts'

type Unsettled<Table extends Readonly<Record<string, { readonly isSettled: boolean }>>> = {
  [S in keyof Table]: Table[S]['isSettled'] extends true ? never : S
}[keyof Table]

const price = 100n
const hourMs = 3600_000
/** A little more than each kind of waiting lasts in this market, ms. */
const patience: Readonly<Record<OrderDeadline, number>> = {
  request: 25 * hourMs,
  invoice: 700_000,
  lock: 45_000,
  policy: 91 * 24 * hourMs,
  letter: 30 * 24 * hourMs,
}
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  ;({ harness, artist, listener, offered } = await openTrade(price))
})
afterEach(() => harness.close())

const only = <T>([item]: readonly T[]): T => item ?? assert.fail('There is no order.')
const waitForPurchase = (state: PurchaseState) =>
  listener.waitUntil(() => listener.market !== undefined && listener.purchases()[0]?.state === state)
const waitForSale = (state: SaleState) =>
  artist.waitUntil(() => artist.market !== undefined && artist.sales()[0]?.state === state)

/** How an order gets into each state that is not settled, and stays there. */
const purchaseIn: Readonly<Record<Unsettled<typeof purchaseStates>, () => Promise<void>>> = {
  async requested() {
    await artist.stop()
    await listener.buy(offered)
    await listener.waitUntil(() => harness.countLetters() > 0)
  },
  async invoiced() {
    await listener.buy(offered, { confirmed: null })
    await waitForPurchase('invoiced')
  },
  async paying() {
    harness.raiden.isForwarding = false
    await listener.buy(offered)
    await listener.waitUntil(() => (listener.purchases()[0]?.lockExpiration ?? null) !== null)
  },
  async refunding() {
    await this.paying()
    const { ticket } = only(listener.purchases()).signedRequest.request
    listener.runningMarket().buyer.receiveRefusal(ticket, { code: 'ORDER_LOCK_UNFIT', message: 'No.' })
    await waitForPurchase('refunding')
  },
  async paid() {
    for (const { peer } of harness.accessHarness.ursulas.slice(0, 2)) await peer.stop()
    await listener.buy(offered)
    await waitForPurchase('paid')
  },
  async joined() {
    harness.raiden.isUnlocking = false
    await listener.buy(offered)
    await waitForPurchase('joined')
  },
}
const saleIn: Readonly<Record<Unsettled<typeof saleStates>, () => Promise<void>>> = {
  async invoiced() {
    await listener.buy(offered, { confirmed: null })
    await waitForPurchase('invoiced')
  },
  async refusing() {
    await this.invoiced()
    await harness.hub.stop()
    const { paymentId, secretHash } = only(artist.sales())
    await harness.raiden.connect(listener.account).pay({
      secretHash,
      paymentId,
      target: artist.account,
      token,
      amount: toAmount(price - 1n),
      maximumFee: toAmount(price),
      lockTimeoutSeconds: null,
    })
    await waitForSale('refusing')
    expect(only(artist.sales())).toMatchObject({ code: 'ORDER_LOCK_UNFIT' })
  },
  async releasing() {
    harness.raiden.isHubTalking = false
    await listener.buy(offered)
    await artist.waitUntil(() => (artist.sales()[0]?.releasedAt ?? null) !== null)
  },
}

/** Nobody does anything any more for the order of `owner`: not the hub, not the other side, no Ursula, no mailbox. */
async function leaveAlone(owner: Trader, isRaidenRunning: boolean): Promise<void> {
  harness.raiden.isHubTalking = false
  harness.raiden.isHubUp = false
  harness.raiden.registry.balanceWei = 0n
  harness.raiden.setRunning(owner.account, isRaidenRunning)
  for (const trader of harness.traders) if (trader !== owner) await trader.stop()
  for (const { peer } of harness.accessHarness.ursulas) await peer.stop()
  await harness.hub.stop()
}

for (const isRaidenRunning of [true, false]) {
  const circumstances = isRaidenRunning ? 'with everybody else silent' : 'with everybody silent and no Raiden'
  for (const state of purchaseStateNames) {
    const facts = purchaseStates[state]
    if (facts.isSettled) continue
    const row = `purchase ${state} ${facts.exit}`
    test(`a purchase left alone ends by “${row}”, ${circumstances}`, async () => {
      await purchaseIn[state as keyof typeof purchaseIn]()
      expect(purchaseMachine.states[state], 'a next action').not.toBeNull()
      expect(only(listener.purchases()).deadline, 'a deadline').toBeGreaterThan(harness.now)
      await leaveAlone(listener, isRaidenRunning)
      harness.advanceClock(patience[facts.deadline])
      await listener.waitUntil(() => listener.seenRows.has(row))
    })
  }
  for (const state of saleStateNames) {
    const facts = saleStates[state]
    if (facts.isSettled) continue
    const row = `sale ${state} ${facts.exit}`
    test(`a sale left alone ends by “${row}”, ${circumstances}`, async () => {
      await saleIn[state as keyof typeof saleIn]()
      expect(saleMachine.states[state], 'a next action').not.toBeNull()
      expect(only(artist.sales()).deadline, 'a deadline').toBeGreaterThan(harness.now)
      await leaveAlone(artist, isRaidenRunning)
      harness.advanceClock(patience[facts.deadline])
      await artist.waitUntil(() => artist.seenRows.has(row))
    })
  }
}

test('the exit of every state that is not settled is a row of its machine, and leads out of it', () => {
  const exits = [
    ...purchaseStateNames.map((state) => [purchaseStates[state], state, purchaseMachine] as const),
    ...saleStateNames.map((state) => [saleStates[state], state, saleMachine] as const),
  ].flatMap(([facts, state, machine]) => {
    if (facts.isSettled) return []
    const row = machine.transitions.find(({ from, on }) => from === state && on === facts.exit)
    return [
      { row: `${machine.name} ${state} ${facts.exit}`, leadsOut: row !== undefined && row.to !== state },
    ]
  })
  expect(exits.length).toBeGreaterThan(0)
  expect(exits.filter(({ leadsOut }) => !leadsOut)).toEqual([])
})
