import assert from 'node:assert/strict'
import { toAmount } from '../../../src/shared/money.ts'
import { hasAccess, hasFailed } from '../../../src/shared/orderStates.ts'
import { price } from '../crashHarness.ts'
import { rulesFor } from '../dishonest/messageRules.ts'
import { accountOf, type Adversary, buy, endedByItsLock, eventually, order, publish } from './adversary.ts'

const token = 10n ** 18n

/** What failed is tried again, when something has changed meanwhile; with lowered prices: src/node/market/repricing.test.ts. */
export const retries: readonly Adversary[] = [
  {
    name: 'too little in the channel, then a deposit, then a lost lock, then the same again',
    async run(harness, title) {
      const { artist } = harness.crash
      const buyer = await harness.addNewcomer(price / 5n)
      const work = await publish(harness, artist, title, buyer.node)
      const poor = await buy(buyer.node, work)
      assert.deepEqual([hasFailed(poor), poor.code], [true, 'RAIDEN_BALANCE_TOO_LOW'])
      await buyer.node.ask('deposit', { amount: toAmount(token) })
      harness.setMessageRules(rulesFor(await accountOf(artist), ['LockedTransfer'], { kind: 'lost' }))
      const { id } = await order(buyer.node, work)
      assert.ok(hasFailed(await endedByItsLock(harness, buyer.node, id)))
      harness.setMessageRules([])
      await eventually(60, async () => {
        const again = await buy(buyer.node, work)
        assert.ok(hasAccess(again), `bought: ${again.state} ${again.code ?? ''}`)
      })
      const sent = (await buyer.node.ask('payments', { limit: 100 })).filter(
        ({ direction, outcome }) => direction === 'sent' && outcome === 'paid',
      )
      assert.equal(sent.length, 1, 'it is paid once')
    },
  },
  {
    name: 'a hub loses one lock after the other before the same is bought',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      harness.setMessageRules(rulesFor(await accountOf(artist), ['LockedTransfer'], { kind: 'lost' }))
      for (const _attempt of [1, 2]) {
        const { id } = await order(listener, work)
        assert.ok(hasFailed(await endedByItsLock(harness, listener, id)))
      }
      harness.setMessageRules([])
      await eventually(60, async () => {
        const bought = await buy(listener, work)
        assert.ok(hasAccess(bought), `bought in the end: ${bought.state} ${bought.code ?? ''}`)
      })
    },
  },
]
