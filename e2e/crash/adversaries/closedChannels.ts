import assert from 'node:assert/strict'
import { hasAccess, isEarned } from '../../../src/shared/orderStates.ts'
import type { AdversaryHarness } from '../adversaryHarness.ts'
import { price } from '../crashHarness.ts'
import type { NodeProcess } from '../../../src/cli/nodeProcess.ts'
import {
  accountOf,
  addArtist,
  type Adversary,
  answered,
  assertEarned,
  buy,
  endedWhole,
  eventually,
  publish,
  sell,
} from './adversary.ts'

/** A node that comes back to a loss says how much it is, and why. */
async function assertLossTold(node: NodeProcess, lost: bigint): Promise<void> {
  await eventually(90, async () => {
    const [channel] = await node.ask('watchedChannels', {})
    assert.equal(channel?.reason, 'CHANNEL_ANSWER_LATE', `${channel?.state} ${channel?.problem?.message}`)
    assert.equal(channel?.lost, lost)
  })
}

/** Of what was signed to whom two were sold: a lock and its end for each. */
const newestNonce = 4n

/** The hub closes while nobody answers, and the time to answer passes. */
async function closeUnanswered(harness: AdversaryHarness, account: Parameters<typeof answered>[1]) {
  await harness.silence('tower-1')
  await harness.closeWithEmptyProof(account)
  await harness.passSettleTimeout()
}

/** What a hub does to artists' channels while they, their lease or their machine are away. */
export const closedChannels: readonly Adversary[] = [
  {
    name: 'a hub falls silent, takes the lease along, and closes with an empty proof',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const account = await accountOf(artist)
      await buy(listener, await harness.crash.publish(title))
      const { spendable: earned, tokens } = await artist.ask('wallet', {})
      assert.ok(earned >= price, 'the artist has earned something')
      harness.hub.giveLeaseAway(account)
      await artist.stop()
      await harness.silenceHub()
      await artist.start('ready')
      await harness.closeWithEmptyProof(account)
      await answered(harness, account)
      await harness.passSettleTimeout()
      await endedWhole(artist)
      assert.equal(await harness.tokensOf(account), tokens + earned, 'the artist has all that was earned')
    },
  },
  {
    name: 'a hub closes while the artist is away for too long, and nobody watches',
    async run(harness, title) {
      const { artist } = await addArtist(harness, title)
      await artist.node.stop()
      await closeUnanswered(harness, artist.account)
      await artist.node.start('ready')
      await assertLossTold(artist.node, price)
    },
  },
  {
    name: 'a hub closes while the artist is away for too long, and a tower watches',
    async run(harness, title) {
      const { artist, tokens } = await addArtist(harness, title)
      await eventually(60, async () => {
        const { channels } = await artist.node.ask('towers', {})
        assert.ok(
          channels.some(({ watching }) => watching > 0),
          'a tower watches',
        )
      })
      await artist.node.stop()
      await harness.closeWithEmptyProof(artist.account)
      await harness.passTime(35)
      await answered(harness, artist.account)
      await harness.passSettleTimeout()
      await artist.node.start('ready')
      await endedWhole(artist.node)
      await assertEarned(harness, artist, tokens)
    },
  },
  {
    name: 'a hub closes and waits, and the artist comes back on another machine',
    async run(harness, title) {
      const { artist } = await addArtist(harness, title)
      await artist.node.ask('snapshotKeep', {})
      await artist.node.stop()
      await closeUnanswered(harness, artist.account)
      const restored = await artist.restoreElsewhere()
      await restored.start('ready')
      await assertLossTold(restored, price)
    },
  },
  {
    name: 'a hub gives a restored node an old snapshot',
    async run(harness, title) {
      const { artist, tokens } = await addArtist(harness, `${title} one`)
      await artist.node.ask('snapshotKeep', {})
      await sell(harness, artist, `${title} two`)
      await artist.node.ask('snapshotKeep', {})
      await artist.node.stop()
      harness.hub.forgetNewestSnapshot(artist.account)
      const restored = await artist.restoreElsewhere()
      await restored.start('ready')
      await answered(harness, artist.account)
      // A tower goes after the owner, who has only the old one.
      await harness.passTime(35)
      await answered(harness, artist.account, newestNonce)
      await harness.passSettleTimeout()
      await eventually(120, async () => {
        assert.equal(await harness.tokensOf(artist.account), tokens + 2n * price, 'both sales are paid out')
      })
    },
  },
  {
    name: 'an artist has no gas when the hub falls silent after the secret is out',
    async run(harness, title) {
      const { artist } = await addArtist(harness, `${title} one`)
      const { listener } = harness.crash
      const work = await publish(harness, artist.node, `${title} two`)
      harness.setMessageRules([{ to: artist.account, types: ['Unlock'], fate: { kind: 'lost' } }])
      await harness.setGas(artist.account, 0n)
      const bought = await buy(listener, work)
      assert.ok(hasAccess(bought), `the listener has access: ${bought.state}`)
      await harness.silenceHub()
      await harness.passLocks()
      await eventually(120, async () => {
        const [sale] = (await artist.node.ask('sales', {})).filter(({ label }) => label === work.label)
        assert.ok(sale !== undefined && isEarned(sale), `the sale ends: ${sale?.state}`)
        assert.equal(sale.debt, price, 'what the hub owes is recorded')
      })
    },
  },
]
