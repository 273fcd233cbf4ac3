import assert from 'node:assert/strict'
import { fee, startBalance } from './marketFixtures.ts'
import {
  assertSold,
  type OrderScenario,
  price,
  type ScenarioContext,
  waitForPurchase,
  waitForSale,
} from './scenario.ts'

const dayMs = 24 * 3600_000

/** The listener pays for the friend, who accepts nothing by itself. */
async function give({ listener, friend, offered }: ScenarioContext): Promise<void> {
  friend.runningMarket().acceptGiftsFrom(listener.account, false)
  await listener.retryThroughCrash(() => listener.buy(offered, { recipient: friend.keys.identity }))
  await waitForPurchase(listener, 'handedOver')
  await friend.waitUntil(() => friend.market !== undefined && friend.gifts().length === 1)
}

async function decide({ friend }: ScenarioContext, decision: 'accept' | 'decline'): Promise<void> {
  await friend.retryThroughCrash(async () => {
    await friend.waitUntil(() => friend.market !== undefined)
    const [gift] = friend.gifts()
    if (gift?.state === 'waiting') friend.runningMarket().buyer.inbox[decision](gift.id)
  })
}

const waitUntilOver = ({ friend }: ScenarioContext) =>
  friend.waitUntil(() => friend.market !== undefined && friend.gifts().length === 0)

/** It was paid for, and the friend has nothing of it: it is there for whenever the friend asks. */
function assertGivenInVain({ artist, listener, friend, offered }: ScenarioContext): void {
  assert.equal(friend.keyOf(offered), undefined)
  assert.deepEqual(friend.purchases(), [])
  assert.equal(artist.balance(), startBalance + price)
  assert.equal(listener.balance(), startBalance - price - fee)
}

/** Gifts, and what becomes of those that nobody takes. */
export const giftScenarios: readonly OrderScenario[] = [
  {
    name: 'a gift that the person accepts',
    price,
    async run(context) {
      await give(context)
      await decide(context, 'accept')
      await waitForPurchase(context.friend, 'owned')
      await waitForSale(context.artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.friend),
  },
  {
    name: 'a gift that is declined',
    price,
    async run(context) {
      await give(context)
      await decide(context, 'decline')
      await waitUntilOver(context)
    },
    assertOutcome: assertGivenInVain,
  },
  {
    name: 'a gift that nobody looks at',
    price,
    async run(context) {
      await give(context)
      context.harness.advanceClock(30 * dayMs)
      await waitUntilOver(context)
    },
    assertOutcome: assertGivenInVain,
  },
  {
    name: 'a gift of something else than was sold',
    price,
    async run(context) {
      const { harness, friend, offered } = context
      await give(context)
      const other = await harness.addWork(context.artist, price)
      harness.works.set(offered.work.manifest, { ...offered.work, tracks: other.work.tracks })
      await decide(context, 'accept')
      await friend.waitUntil(
        () => friend.market !== undefined && friend.gifts()[0]?.code === 'ORDER_MANIFEST_WRONG',
      )
      await friend.waitUntilRestarted()
      assert.equal(friend.gifts()[0]?.state, 'waiting')
    },
    assertOutcome: assertGivenInVain,
  },
  {
    name: 'a gift of what one has got meanwhile',
    price,
    async run(context) {
      const { friend, offered } = context
      await give(context)
      await friend.waitUntilRestarted()
      await friend.retryThroughCrash(() => friend.buy(offered))
      await waitForPurchase(friend, 'owned')
      await decide(context, 'accept')
      await waitUntilOver(context)
      await waitForSale(context.artist, 'delivered')
    },
    assertOutcome: (context) => assertSold(context, context.friend),
  },
]
