import assert from 'node:assert/strict'
import pRetry from 'p-retry'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import type { WorkView } from '../../src/shared/api/node.ts'
import { address, type Address } from '../../src/shared/ids.ts'
import { hasAccess, hasFailed } from '../../src/shared/orderStates.ts'
import type { AdversaryHarness } from './adversaryHarness.ts'
import { price } from './crashHarness.ts'

/** Something that somebody does to the others, and what must come of it. */
export interface Adversary {
  readonly name: string
  /** @param title of a work that nobody has yet */
  run(harness: AdversaryHarness, title: string): Promise<void>
}

const minute = 60_000
const accountOf = async (person: NodeProcess): Promise<Address> =>
  address.parse((await person.ask('status', {})).account)
const buy = (person: NodeProcess, { label }: WorkView) =>
  person.ask('buy', { label, confirmed: price, follow: true })

/** Asks until it holds. @param seconds how long at most */
async function eventually<T>(seconds: number, action: () => Promise<T>): Promise<T> {
  return pRetry(action, { retries: seconds * 2, factor: 1, minTimeout: 500 })
}

export const adversaries: readonly Adversary[] = [
  {
    name: 'a hub falls silent, takes the lease along, and closes with an empty proof',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const account = await accountOf(artist)
      await buy(listener, await harness.crash.publish(title))
      const { spendable: earned, tokens } = await artist.ask('wallet', {})
      assert.ok(earned >= price, 'the artist has earned something')
      await harness.giveLeaseAway(account)
      await artist.stop()
      await harness.silenceHub()
      await artist.start('ready')
      await harness.closeWithEmptyProof(account)
      await eventually(120, async () => {
        const [channel] = await artist.ask('watchedChannels', {})
        assert.equal(channel?.state, 'finished', channel?.problem?.message)
        assert.equal(channel?.lost, 0n)
      })
      assert.equal(await harness.tokensOf(account), tokens + earned, 'the artist has all that was earned')
    },
  },
  {
    name: 'a hub loses the locked transfer',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      harness.drop([{ to: await accountOf(artist), types: ['LockedTransfer'] }])
      const before = await listener.ask('wallet', {})
      const lost = await buy(listener, work)
      assert.ok(hasFailed(lost), `the order ends: ${lost.state}`)
      harness.drop([])
      await eventually(90, async () => {
        const { spendable } = await listener.ask('wallet', {})
        assert.equal(spendable, before.spendable, 'the money is back')
      })
      await eventually(90, async () => assert.ok(hasAccess(await buy(listener, work))))
    },
  },
  {
    name: 'a hub keeps the unlock after the secret is out',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      harness.drop([{ to: await accountOf(artist), types: ['Unlock'] }])
      const bought = await buy(listener, work)
      assert.ok(hasAccess(bought), `the listener has access: ${bought.state}`)
      await eventually(120, async () => {
        const [sale] = (await artist.ask('sales', {})).filter(({ label }) => label === work.label)
        assert.ok(
          sale !== undefined && ['paid', 'delivered'].includes(sale.state),
          `the sale ends: ${sale?.state}`,
        )
      })
    },
  },
  {
    name: 'a hub gives the lease to another device',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      await harness.giveLeaseAway(await accountOf(artist))
      await artist.stop()
      await artist.start('ready')
      const { id } = await listener.ask('buy', { label: work.label, confirmed: price, follow: false })
      await harness.returnLeases()
      await eventually(120, async () => {
        const purchase = await listener.ask('purchase', { id, follow: false })
        assert.ok(hasAccess(purchase), `bought when the lease is back: ${purchase.state}`)
      })
    },
  },
  {
    name: 'two people pay at once for one recipient while the seller sleeps',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      const { card } = await listener.ask('identity', {})
      await eventually(60, async () => {
        const found = await harness.other.ask('search', { text: title, limit: 200 })
        assert.ok(found.some(({ label }) => label === work.label))
      })
      const asked = { label: work.label, confirmed: price, follow: false }
      const [own, gift] = await Promise.all([
        listener.ask('buy', asked),
        harness.other.ask('buy', { ...asked, gift: card }),
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
      assert.equal(sales.filter(({ state }) => ['paid', 'delivered'].includes(state)).length, 1)
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
