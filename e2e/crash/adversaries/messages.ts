import assert from 'node:assert/strict'
import { hasAccess, hasFailed, isEarned } from '../../../src/shared/orderStates.ts'
import { type MessageFate, rulesFor } from '../dishonest/messageRules.ts'
import {
  accountOf,
  type Adversary,
  boughtInTheEnd,
  buy,
  endedByItsLock,
  eventually,
  order,
} from './adversary.ts'

type Receiver = 'artist' | 'listener' | 'hub'

/** Longer than a lock of this network lasts, and shorter. */
const [tooLate, slow] = [45_000, 8_000]
const lost: MessageFate = { kind: 'lost' }

const treatments: readonly (readonly [what: string, to: Receiver, types: readonly string[], MessageFate])[] =
  [
    ['loses the request for the secret', 'listener', ['SecretRequest'], lost],
    ['keeps the revealed secret from the buyer', 'listener', ['RevealSecret'], lost],
    ['keeps the revealed secret from itself', 'hub', ['RevealSecret'], lost],
    ['confirms nothing to the buyer', 'listener', ['Processed', 'Delivered'], lost],
    ['confirms nothing to the artist', 'artist', ['Processed', 'Delivered'], lost],
    ['takes no unlock of the buyer', 'hub', ['Unlock'], lost],
    ['holds the locked transfer back for a while', 'artist', ['LockedTransfer'], { kind: 'late', ms: slow }],
    [
      'holds the locked transfer back until it has run out',
      'artist',
      ['LockedTransfer'],
      { kind: 'late', ms: tooLate },
    ],
    ['holds the unlock back for a while', 'artist', ['Unlock'], { kind: 'late', ms: slow }],
    ['keeps the end of a lock to itself', 'listener', ['LockExpired', 'SecretRequest'], lost],
    [
      'repeats everything to the artist',
      'artist',
      ['LockedTransfer', 'RevealSecret', 'Unlock', 'Processed', 'LockExpired'],
      { kind: 'repeated', ms: slow },
    ],
    [
      'repeats everything to the buyer',
      'listener',
      ['SecretRequest', 'RevealSecret', 'Processed'],
      { kind: 'repeated', ms: slow },
    ],
  ]

/** What a hub, or its homeserver, does to the messages of a payment. */
export const messages: readonly Adversary[] = [
  ...treatments.map(([what, to, types, fate]): Adversary => ({
    name: `a hub ${what}`,
    async run(harness, title) {
      const { listener } = harness.crash
      const work = await harness.crash.publish(title)
      const receiver = to === 'hub' ? harness.profile.hub.raidenAddress : await accountOf(harness.crash[to])
      harness.setMessageRules(rulesFor(receiver, types, fate))
      const { id } = await order(listener, work)
      const first = await endedByItsLock(harness, listener, id)
      harness.setMessageRules([])
      await boughtInTheEnd(listener, work, first)
    },
  })),
  {
    name: 'a hub loses the locked transfer',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      harness.setMessageRules(rulesFor(await accountOf(artist), ['LockedTransfer'], lost))
      const before = await listener.ask('wallet', {})
      const { id } = await order(listener, work)
      const first = await endedByItsLock(harness, listener, id)
      assert.ok(hasFailed(first), `the order ends: ${first.state}`)
      harness.setMessageRules([])
      await eventually(90, async () => {
        const { spendable } = await listener.ask('wallet', {})
        assert.equal(spendable, before.spendable, 'the money is back')
      })
      await boughtInTheEnd(listener, work, first)
    },
  },
  {
    name: 'a hub keeps the unlock after the secret is out',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      harness.setMessageRules(rulesFor(await accountOf(artist), ['Unlock'], lost))
      const bought = await buy(listener, work)
      assert.ok(hasAccess(bought), `the listener has access: ${bought.state}`)
      await eventually(120, async () => {
        const [sale] = (await artist.ask('sales', {})).filter(({ label }) => label === work.label)
        assert.ok(sale !== undefined && isEarned(sale), `the sale ends: ${sale?.state}`)
      })
    },
  },
  {
    name: 'a hub swallows every letter',
    async run(harness, title) {
      const { artist, listener } = harness.crash
      const work = await harness.crash.publish(title)
      harness.hub.swallowMail()
      await artist.stop()
      const { id } = await order(listener, work)
      await eventually(30, async () => {
        const { state } = await listener.ask('purchase', { id, follow: false })
        assert.equal(state, 'requested', 'nothing is paid for what nobody has answered')
      })
      await artist.start()
      harness.hub.restore()
      await eventually(120, async () => {
        const purchase = await listener.ask('purchase', { id, follow: false })
        assert.ok(hasAccess(purchase), `asked again by itself: ${purchase.state}`)
      })
    },
  },
]
