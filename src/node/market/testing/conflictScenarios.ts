import assert from 'node:assert/strict'
import { purchaseStates } from '../../../shared/orderStates.ts'
import { fee, startBalance } from './marketFixtures.ts'
import {
  assertNotSold,
  assertSold,
  confirmFirst,
  type OrderScenario,
  price,
  type ScenarioContext,
  takeBack,
  waitForPurchase,
  waitForSale,
} from './scenario.ts'
import type { Trader } from './trader.ts'

const refusal = { code: 'ORDER_LOCK_UNFIT', message: 'The payment does not fit.' } as const

/** Both have an invoice for the friend, and both locks arrive while the artist's node does not run. */
async function payTwiceForFriend({ artist, listener, friend, offered }: ScenarioContext): Promise<void> {
  for (const payer of [listener, friend]) {
    const gift = payer === friend ? {} : { recipient: friend.keys.identity }
    await payer.retryThroughCrash(() => payer.buy(offered, { confirmed: null, ...gift }))
    await waitForPurchase(payer, 'invoiced')
  }
  await artist.waitUntil(() => artist.market !== undefined && artist.sales().length === 2)
  await artist.waitUntilRestarted()
  await artist.stop()
  for (const payer of [listener, friend]) {
    await confirmFirst(payer, price)
    await payer.waitUntil(() => payer.balance() < startBalance)
  }
}

async function waitForBothSettled({ listener, friend }: ScenarioContext): Promise<void> {
  for (const payer of [listener, friend]) {
    await payer.waitUntil(
      () =>
        payer.market !== undefined && payer.purchases().every(({ state }) => purchaseStates[state].isSettled),
    )
  }
  await waitForPurchase(friend, 'owned')
}

/** One of the two was taken; the friend has it, once. */
function assertPaidOnce({ harness, artist, listener, friend, offered }: ScenarioContext): void {
  assert.deepEqual(friend.keyOf(offered), offered.key, 'the friend can play it')
  assert.equal(artist.balance(), startBalance + price, 'the artist took one payment')
  assert.equal(listener.balance() + friend.balance(), 2n * startBalance - price - fee, 'one of them paid')
  assert.equal(artist.grants?.list().length, 1, 'exactly one policy')
  assert.equal(harness.raiden.locked(), 0n)
}

function refuse(listener: Trader): void {
  const [order] = listener.purchases()
  if (order === undefined) throw new Error('There is an order.')
  listener.runningMarket().buyer.receiveRefusal(order.signedRequest.request.ticket, refusal)
}

/** Orders that get into each other's way, are refused late, or are paid and can't be opened. */
export const conflictScenarios: readonly OrderScenario[] = [
  {
    name: 'a second payment for one recipient',
    price,
    async run(context) {
      const { harness, artist, listener, friend } = context
      await payTwiceForFriend(context)
      await artist.start()
      await waitForSale(artist, 'expired')
      const isOver = (trader: Trader) =>
        trader.market !== undefined &&
        ['refunding', 'owned', 'handedOver'].includes(trader.purchases()[0]?.state ?? '')
      for (const payer of [listener, friend]) await payer.waitUntil(() => isOver(payer))
      harness.advanceClock(45_000)
      await waitForSale(artist, 'delivered')
      await waitForBothSettled(context)
    },
    assertOutcome: assertPaidOnce,
  },
  {
    name: 'a second payment whose refusal can not be sent',
    price,
    async run(context) {
      const { harness, artist } = context
      await payTwiceForFriend(context)
      await harness.hub.stop()
      await artist.start()
      await waitForSale(artist, 'refusing')
      harness.advanceClock(45_000)
      await waitForSale(artist, 'expired')
      await harness.hub.start()
      await waitForSale(artist, 'delivered')
      await waitForBothSettled(context)
    },
    assertOutcome: assertPaidOnce,
  },
  {
    name: 'a gift of what one is about to buy',
    price,
    async run({ artist, listener, friend, offered }) {
      await friend.retryThroughCrash(() => friend.buy(offered, { confirmed: null }))
      await waitForPurchase(friend, 'invoiced')
      await listener.retryThroughCrash(() => listener.buy(offered, { recipient: friend.keys.identity }))
      await waitForPurchase(friend, 'declined')
      await waitForPurchase(friend, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.friend),
  },
  {
    name: 'another attempt before the first invoice has run out',
    price,
    async run({ artist, listener, offered }) {
      const { id } = await listener.retryThroughCrash(() => listener.buy(offered, { confirmed: null }))
      await waitForPurchase(listener, 'invoiced')
      await takeBack(listener, id, 'invoiced')
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.listener),
  },
  {
    name: 'a refusal before the payment could be sent',
    price,
    async run({ harness, artist, listener, offered }) {
      harness.raiden.isHubUp = false
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'paying')
      await listener.waitUntilRestarted()
      await listener.retryThroughCrash(async () => refuse(listener))
      await waitForPurchase(listener, 'failed')
      harness.advanceClock(601_000)
      await waitForSale(artist, 'expired')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a payment that is refused and taken all the same',
    price,
    async run({ harness, artist, listener, offered }) {
      await listener.retryThroughCrash(() => listener.buy(offered, { confirmed: null }))
      await waitForPurchase(listener, 'invoiced')
      await waitForSale(artist, 'invoiced')
      await artist.waitUntilRestarted()
      await artist.stop()
      await confirmFirst(listener, price)
      await listener.waitUntil(() => harness.raiden.locked() > 0n)
      await listener.waitUntilRestarted()
      await listener.retryThroughCrash(async () => refuse(listener))
      await waitForPurchase(listener, 'refunding')
      await artist.start()
      await waitForPurchase(listener, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.listener),
  },
  {
    name: 'a purchase that can not be opened in time',
    price,
    async run({ harness, artist, listener, offered }) {
      const away = harness.accessHarness.ursulas.slice(0, 2)
      for (const { peer } of away) await peer.stop()
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'paid')
      await waitForSale(artist, 'paid')
      await artist.waitUntilRestarted()
      await artist.stop()
      harness.advanceClock(91 * 24 * 3600_000)
      await waitForPurchase(listener, 'unopened')
      await artist.start()
      for (const { peer } of away) await peer.start()
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome({ artist, listener, offered }) {
      assert.deepEqual(listener.keyOf(offered), offered.key)
      assert.equal(artist.balance(), startBalance + price)
      assert.equal(listener.balance(), startBalance - price - fee, 'paid once')
    },
  },
]
