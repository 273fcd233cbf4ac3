import assert from 'node:assert/strict'
import { hasAccess, hasFailed, isEarned } from '../../../src/shared/orderStates.ts'
import { price } from '../crashHarness.ts'
import { type Adversary, buy, eventually, order, waitUntilKnown } from './adversary.ts'

const minute = 60_000

/** Wrong clocks, and people who buy the same. */
export const clocksAndPayers: readonly Adversary[] = [
  {
    name: 'two people pay at once for one recipient while the seller sleeps',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      const { card } = await listener.ask('identity', {})
      await waitUntilKnown(harness.other, work)
      const [own, gift] = await Promise.all([
        order(listener, work),
        harness.other.ask('buy', { label: work.label, confirmed: price, follow: false, gift: card }),
      ])
      await eventually(180, async () => {
        const ends = await Promise.all([
          listener.ask('purchase', { id: own.id, follow: false }),
          harness.other.ask('purchase', { id: gift.id, follow: false }),
        ])
        assert.ok(
          ends.every(({ isSettled }) => isSettled),
          `both end: ${ends.map(({ state }) => state).join()}`,
        )
        assert.equal(ends.filter((each) => !hasFailed(each)).length, 1, 'one of them paid')
      })
      const sales = (await artist.ask('sales', {})).filter(({ label }) => label === work.label)
      assert.equal(sales.filter(isEarned).length, 1)
    },
  },
  ...(['artist', 'listener'] as const).flatMap((who) =>
    [20 * minute, -20 * minute, 2 * 24 * 60 * minute].map((shift): Adversary => ({
      name: `the ${who}'s clock is ${shift / minute} minutes wrong`,
      async run(harness, title) {
        const work = await harness.crash.publish(title)
        await harness.setClock(harness.crash[who], shift)
        await eventually(120, async () => {
          const bought = await buy(harness.crash.listener, work)
          assert.ok(hasAccess(bought), `bought: ${bought.state} ${bought.code ?? ''}`)
        })
      },
    })),
  ),
]
