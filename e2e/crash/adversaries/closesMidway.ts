import assert from 'node:assert/strict'
import { purchaseMachine } from '../../../src/node/market/purchaseMachine.ts'
import { saleMachine } from '../../../src/node/market/saleMachine.ts'
import { crashableRows } from '../../../src/node/market/testing/crashableRows.ts'
import type { SagaPhase } from '../../../src/node/saga/saga.ts'
import { toAmount } from '../../../src/shared/money.ts'
import { saleStates } from '../../../src/shared/orderStates.ts'
import { connectInTheEnd } from '../adversaryHarness.ts'
import { price } from '../crashHarness.ts'
import {
  addArtist,
  type Adversary,
  answered,
  assertEarned,
  assertSpent,
  buyInTheEnd,
  ended,
  eventually,
  order,
  publish,
} from './adversary.ts'

/** Rows after which money is promised, under way or owed, on each side. */
const steps = {
  sale: ['sale new invoiced', 'sale invoiced matched', 'sale releasing unlocked', 'sale paid acknowledged'],
  purchase: [
    'purchase requested offered',
    'purchase invoiced confirmed',
    'purchase paying secretLearned',
    'purchase paid opened',
  ],
} as const
const token = 10n ** 18n
const rows = [...crashableRows(purchaseMachine), ...crashableRows(saleMachine)]

/** The last moment of a row: once its new state's action has run, where it has one. */
function lastStepOf(name: string): SagaPhase {
  const step = rows.find(({ row }) => row === name)?.steps.at(-1)
  assert.ok(step !== undefined, `there is a row “${name}”`)
  return step
}

/** A hub that closes a channel while something is bought over it, and when it opens one or adds to it. */
export const closesMidway: readonly Adversary[] = [
  ...steps.sale.map((row): Adversary => ({
    name: `a hub closes its channel with the artist at “${row}”`,
    async run(harness, title) {
      const { listener } = harness.crash
      const { artist, tokens } = await addArtist(harness, `${title} one`)
      const work = await publish(harness, artist.node, `${title} two`)
      const { id } = await harness.whileStanding(
        { person: artist.node, row, step: lastStepOf(row) },
        () => order(listener, work),
        () => harness.closeWithEmptyProof(artist.account),
      )
      await answered(harness, artist.account)
      // What is to be registered on chain is, before time is moved.
      await eventually(20, async () => {
        const sales = await artist.node.ask('sales', {})
        assert.ok(sales.every(({ state }) => saleStates[state].money !== 'underWay'))
      }).catch(() => undefined)
      await harness.passSettleTimeout()
      await ended(listener, id, 90)
      await assertEarned(harness, artist, tokens)
    },
  })),
  ...steps.purchase.map((row): Adversary => ({
    name: `a hub closes its channel with the buyer at “${row}”`,
    async run(harness, title) {
      const buyer = await harness.addNewcomer(token)
      const start = (await harness.tokensOf(buyer.account)) + token
      const work = await publish(harness, harness.crash.artist, title, buyer.node)
      const { id } = await harness.whileStanding(
        { person: buyer.node, row, step: lastStepOf(row) },
        () => order(buyer.node, work),
        () => harness.closeWithEmptyProof(buyer.account),
      )
      await ended(buyer.node, id, 15).catch(() => undefined)
      await harness.passSettleTimeout()
      await ended(buyer.node, id, 90)
      await assertSpent(harness, buyer, start)
    },
  })),
  {
    name: 'an artist closes the channel while the hub adds to it',
    async run(harness, title) {
      const cost = toAmount(55n * token)
      const payer = await harness.addNewcomer(60n * token)
      const artist = await harness.addNewcomer(0n)
      const start = await harness.tokensOf(artist.account)
      const work = await publish(harness, artist.node, title, payer.node, cost)
      await buyInTheEnd(payer.node, work, cost)
      const partner = harness.profile.hub.raidenAddress
      await eventually(60, () => artist.node.ask('closeChannel', { partner }))
      await eventually(20, async () => {
        assert.equal((await harness.channelOf(artist.account)).state, 'none')
      }).catch(() => harness.passSettleTimeout())
      await eventually(120, async () => {
        assert.equal(await harness.tokensOf(artist.account), start + cost, 'all that was paid is paid out')
      })
      await connectInTheEnd(artist.node, 0n)
    },
  },
  {
    name: 'a hub is killed while it opens a channel',
    async run(harness, title) {
      const buyer = await harness.addNewcomer(null)
      const killed = async () => {
        await eventually(60, async () => assert.ok(harness.hub.hasPromised(buyer.account), 'it is promised'))
        process.kill(await harness.crash.pidOf('hub'), 'SIGKILL')
        return harness.addNewcomer(0n)
      }
      const [next] = await Promise.all([killed(), connectInTheEnd(buyer.node, token)])
      const { channels } = await next.node.ask('wallet', {})
      assert.deepEqual(
        channels.map(({ state }) => state),
        ['open'],
        'the next one gets a channel, too',
      )
      const work = await publish(harness, harness.crash.artist, title, buyer.node)
      const { id } = await order(buyer.node, work)
      const { paid } = await ended(buyer.node, id, 60)
      assert.equal(paid, price)
    },
  },
]
