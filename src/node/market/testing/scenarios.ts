import assert from 'node:assert/strict'
import { conflictScenarios } from './conflictScenarios.ts'
import { giftScenarios } from './giftScenarios.ts'
import { fee, startBalance } from './marketFixtures.ts'
import {
  assertNotSold,
  assertSold,
  confirmFirst,
  type OrderScenario,
  price,
  takeBack,
  waitForPurchase,
  waitForSale,
} from './scenario.ts'

export const scenarios: readonly OrderScenario[] = [
  {
    name: 'a purchase',
    price,
    async run({ artist, listener, offered }) {
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.listener),
  },
  {
    name: 'a purchase for nothing',
    price: 0n,
    async run({ artist, listener, offered }) {
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.listener),
  },
  {
    name: 'a gift',
    price,
    async run({ artist, listener, friend, offered }) {
      await listener.retryThroughCrash(() => listener.buy(offered, { recipient: friend.keys.identity }))
      await waitForPurchase(listener, 'handedOver')
      await waitForPurchase(friend, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.friend),
  },
  {
    name: 'a purchase that nobody confirms',
    price,
    async run({ harness, artist, listener, offered }) {
      await listener.retryThroughCrash(() => listener.buy(offered, { confirmed: null }))
      await waitForPurchase(listener, 'invoiced')
      harness.advanceClock(601_000)
      await waitForPurchase(listener, 'expired')
      await waitForSale(artist, 'expired')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a purchase taken back before payment',
    price,
    async run({ harness, artist, listener, offered }) {
      const { id } = await listener.retryThroughCrash(() => listener.buy(offered, { confirmed: null }))
      await waitForPurchase(listener, 'invoiced')
      await takeBack(listener, id, 'invoiced')
      await waitForPurchase(listener, 'cancelled')
      harness.advanceClock(601_000)
      await waitForSale(artist, 'expired')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a purchase taken back before an answer',
    price,
    async run({ harness, artist, listener, offered }) {
      await artist.stop()
      const { id } = await listener.retryThroughCrash(() => listener.buy(offered))
      await listener.waitUntil(() => harness.countLetters() > 0)
      await takeBack(listener, id, 'requested')
      await waitForPurchase(listener, 'cancelled')
      await artist.start()
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a purchase that the seller refuses',
    price,
    async run({ harness, artist, listener, offered }) {
      harness.withdrawFromSale(artist, offered)
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'declined')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a purchase that nobody answers',
    price,
    async run({ harness, artist, listener, offered }) {
      await artist.stop()
      await listener.retryThroughCrash(() => listener.buy(offered))
      await listener.waitUntil(() => harness.countLetters() > 0)
      harness.advanceClock(25 * 3600_000)
      await waitForPurchase(listener, 'expired')
      await artist.start()
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a payment that can not be sent',
    price,
    async run({ harness, artist, listener, offered }) {
      await listener.retryThroughCrash(() => listener.buy(offered, { maximumFee: fee - 1n }))
      await waitForPurchase(listener, 'failed')
      harness.advanceClock(601_000)
      await waitForSale(artist, 'expired')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a payment that could not be sent in time',
    price,
    async run({ harness, artist, listener, offered }) {
      harness.raiden.isHubUp = false
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'paying')
      harness.advanceClock(601_000)
      await waitForPurchase(listener, 'expired')
      await waitForSale(artist, 'expired')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a payment that the seller does not take',
    price,
    async run({ harness, artist, listener, offered }) {
      await listener.retryThroughCrash(() => listener.buy(offered, { confirmed: null }))
      await waitForPurchase(listener, 'invoiced')
      await waitForSale(artist, 'invoiced')
      await artist.stop()
      await confirmFirst(listener, offered.work.price.amount)
      await listener.waitUntil(() => harness.raiden.locked() > 0n)
      harness.advanceClock(31_000)
      await waitForPurchase(listener, 'failed')
      await artist.start()
      await waitForSale(artist, 'expired')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a secret that could not leave in time',
    price,
    async run({ harness, artist, listener, offered }) {
      harness.raiden.isReleasing = false
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForSale(artist, 'releasing')
      harness.advanceClock(31_000)
      await waitForPurchase(listener, 'failed')
      await waitForSale(artist, 'expired')
    },
    assertOutcome: assertNotSold,
  },
  {
    name: 'a hub that withholds the unlock',
    price,
    async run({ harness, artist, listener, offered }) {
      harness.raiden.isUnlocking = false
      await listener.retryThroughCrash(() => listener.buy(offered))
      await waitForPurchase(listener, 'joined')
      harness.advanceClock(31_000)
      await waitForPurchase(listener, 'owned')
      await waitForSale(artist, 'delivered')
    },
    assertOutcome({ artist, listener, offered }) {
      assert.deepEqual(listener.keyOf(offered), offered.key)
      assert.equal(artist.balance(), startBalance)
      assert.equal(artist.sales()[0]?.debt, price, 'the debt of the hub is recorded')
      assert.equal(artist.grants?.list().length, 1)
    },
  },
  ...conflictScenarios,
  ...giftScenarios,
]
