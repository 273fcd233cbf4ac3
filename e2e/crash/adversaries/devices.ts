import assert from 'node:assert/strict'
import { hasAccess, hasSucceeded } from '../../../src/shared/orderStates.ts'
import {
  accountOf,
  type Adversary,
  buy,
  ended,
  endedByItsLock,
  eventually,
  order,
  publish,
  waitUntilKnown,
} from './adversary.ts'

const token = 10n ** 18n

/** What a hub does with the lease by which one device at a time signs. */
export const devices: readonly Adversary[] = [
  {
    name: 'a hub gives the lease to another device',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      harness.hub.giveLeaseAway(await accountOf(artist))
      await artist.stop()
      await artist.start('ready')
      const { id } = await order(listener, work)
      harness.hub.restore()
      await eventually(120, async () => {
        const purchase = await listener.ask('purchase', { id, follow: false })
        assert.ok(hasAccess(purchase), `bought when the lease is back: ${purchase.state}`)
      })
    },
  },
  {
    name: 'a hub denies the lease for ever, and the buyer leaves with what is theirs',
    async run(harness, title) {
      const buyer = await harness.addNewcomer(token)
      const start = await harness.tokensOf(buyer.account)
      await publish(harness, harness.crash.artist, title, buyer.node)
      harness.hub.giveLeaseAway(buyer.account)
      await buyer.node.stop()
      await buyer.node.start('ready')
      await harness.closeWithEmptyProof(buyer.account)
      await harness.passSettleTimeout()
      await eventually(120, async () => {
        assert.equal(await harness.tokensOf(buyer.account), start + token, 'the deposit is back')
      })
    },
  },
  {
    name: 'a hub grants the lease to two devices that both sign',
    async run(harness, title) {
      const { artist } = harness.crash
      const buyer = await harness.addNewcomer(token)
      const start = await harness.tokensOf(buyer.account)
      const works = [
        await publish(harness, artist, `${title} one`, buyer.node),
        await publish(harness, artist, `${title} two`, buyer.node),
      ] as const
      await buyer.node.stop()
      const twin = await buyer.copyDevice()
      harness.hub.doubleLeases()
      await Promise.all([buyer.node.start(), twin.start()])
      await waitUntilKnown(twin, works[1])
      const [own, others] = await Promise.all([order(buyer.node, works[0]), order(twin, works[1])])
      await endedByItsLock(harness, buyer.node, own.id)
      await ended(twin, others.id, 90)
      const bought = await Promise.all(
        [buyer.node, twin].map(async (node) => (await node.ask('purchases', {})).filter(hasSucceeded)),
      )
      const { maximumFee } = await buyer.node.ask('wallet', {})
      await twin.stop()
      const partner = harness.profile.hub.raidenAddress
      const state = async () => (await harness.channelOf(buyer.account)).state
      if ((await state()) === 'open') {
        await buyer.node.ask('closeChannel', { partner }).catch(() => undefined)
      }
      if ((await state()) !== 'none') await harness.passSettleTimeout()
      const spent = bought.flat().reduce((sum, { price }) => sum + price + maximumFee, 0n)
      await eventually(120, async () => {
        const missing = start + token - spent - (await harness.tokensOf(buyer.account))
        assert.ok(missing <= 0n, `the buyer lacks ${missing} base units`)
      })
    },
  },
  {
    name: 'a hub grants the lease to a machine that was lost and to the one that replaces it',
    async run(harness, title) {
      const { artist } = harness.crash
      const buyer = await harness.addNewcomer(token)
      const start = await harness.tokensOf(buyer.account)
      const first = await publish(harness, artist, `${title} one`, buyer.node)
      const second = await publish(harness, artist, `${title} two`, buyer.node)
      assert.ok(hasAccess(await buy(buyer.node, first)))
      await buyer.node.ask('snapshotKeep', {})
      harness.hub.doubleLeases()
      const restored = await buyer.restoreElsewhere()
      await restored.start('ready')
      const { id } = await order(buyer.node, second)
      await endedByItsLock(harness, buyer.node, id)
      await harness.passSettleTimeout()
      const { maximumFee } = await buyer.node.ask('wallet', {})
      const bought = (await buyer.node.ask('purchases', {})).filter(hasSucceeded)
      const spent = bought.reduce((sum, { price }) => sum + price + maximumFee, 0n)
      await eventually(120, async () => {
        const missing = start + token - spent - (await harness.tokensOf(buyer.account))
        assert.ok(missing <= 0n, `the buyer lacks ${missing} base units`)
      })
    },
  },
]
