import assert from 'node:assert/strict'
import { Fair, fee, type Party, startBalance, type Ware } from './fair.ts'

const price = 100n

export interface Scene {
  readonly fair: Fair
  readonly artist: Party
  readonly listener: Party
  readonly friend: Party
  readonly ware: Ware
}

/** A way an order can go: `play` brings it to its end over any restarts, `holds` says what must be so then. */
export interface Scenario {
  readonly name: string
  readonly price: bigint
  play(scene: Scene): Promise<void>
  holds(scene: Scene): void
}

export async function openScene(scenario: Scenario): Promise<Scene> {
  const fair = await Fair.open()
  const artist = await (await fair.party()).start()
  const listener = await (await fair.party()).start()
  const friend = await (await fair.party()).start()
  return { fair, artist, listener, friend, ware: await fair.ware(artist, scenario.price) }
}

const ends = (party: Party, state: string) =>
  party.until(() => party.market !== undefined && party.purchases().some((order) => order.state === state))
const sells = (party: Party, state: string) =>
  party.until(() => party.market !== undefined && party.sales().some((order) => order.state === state))

export const scenarios: readonly Scenario[] = [
  {
    name: 'a purchase',
    price,
    async play({ artist, listener, ware }) {
      await listener.insist(() => listener.buy(ware))
      await ends(listener, 'owned')
      await sells(artist, 'delivered')
    },
    holds: (scene) => sold(scene, scene.listener),
  },
  {
    name: 'a purchase for nothing',
    price: 0n,
    async play({ artist, listener, ware }) {
      await listener.insist(() => listener.buy(ware))
      await ends(listener, 'owned')
      await sells(artist, 'delivered')
    },
    holds: (scene) => sold(scene, scene.listener),
  },
  {
    name: 'a gift',
    price,
    async play({ artist, listener, friend, ware }) {
      await listener.insist(() => listener.buy(ware, { recipient: friend.keys.identity }))
      await ends(listener, 'handedOver')
      await ends(friend, 'owned')
      await sells(artist, 'delivered')
    },
    holds: (scene) => sold(scene, scene.friend),
  },
  {
    name: 'a purchase that nobody confirms',
    price,
    async play({ fair, artist, listener, ware }) {
      await listener.insist(() => listener.buy(ware, { confirmed: null }))
      await ends(listener, 'invoiced')
      fair.pass(601_000)
      await ends(listener, 'expired')
      await sells(artist, 'expired')
    },
    holds: notSold,
  },
  {
    name: 'a purchase taken back before payment',
    price,
    async play({ fair, artist, listener, ware }) {
      const { id } = await listener.insist(() => listener.buy(ware, { confirmed: null }))
      await ends(listener, 'invoiced')
      await listener.insist(async () => {
        if (listener.purchases()[0]?.state === 'invoiced') listener.running().buyer.cancel(id)
      })
      await ends(listener, 'cancelled')
      fair.pass(601_000)
      await sells(artist, 'expired')
    },
    holds: notSold,
  },
  {
    name: 'a purchase taken back before an answer',
    price,
    async play({ fair, artist, listener, ware }) {
      await artist.stop()
      const { id } = await listener.insist(() => listener.buy(ware))
      await listener.until(() => fair.letters() > 0)
      await listener.insist(async () => {
        if (listener.purchases()[0]?.state === 'requested') listener.running().buyer.cancel(id)
      })
      await ends(listener, 'cancelled')
      await artist.start()
    },
    holds: notSold,
  },
  {
    name: 'a purchase that the seller refuses',
    price,
    async play({ fair, artist, listener, ware }) {
      fair.withdraw(artist, ware)
      await listener.insist(() => listener.buy(ware))
      await ends(listener, 'declined')
    },
    holds: notSold,
  },
  {
    name: 'a purchase that nobody answers',
    price,
    async play({ fair, artist, listener, ware }) {
      await artist.stop()
      await listener.insist(() => listener.buy(ware))
      await listener.until(() => fair.letters() > 0)
      fair.pass(25 * 3600_000)
      await ends(listener, 'expired')
      await artist.start()
    },
    holds: notSold,
  },
  {
    name: 'a payment that can not be sent',
    price,
    async play({ fair, artist, listener, ware }) {
      await listener.insist(() => listener.buy(ware, { maximumFee: fee - 1n }))
      await ends(listener, 'failed')
      fair.pass(601_000)
      await sells(artist, 'expired')
    },
    holds: notSold,
  },
  {
    name: 'a payment that could not be sent in time',
    price,
    async play({ fair, artist, listener, ware }) {
      fair.raiden.isHubUp = false
      await listener.insist(() => listener.buy(ware))
      await ends(listener, 'paying')
      fair.pass(601_000)
      await ends(listener, 'expired')
      await sells(artist, 'expired')
    },
    holds: notSold,
  },
  {
    name: 'a payment that the seller does not take',
    price,
    async play({ fair, artist, listener, ware }) {
      await listener.insist(() => listener.buy(ware, { confirmed: null }))
      await ends(listener, 'invoiced')
      await sells(artist, 'invoiced')
      await artist.stop()
      const [order] = listener.purchases()
      if (order === undefined) throw new Error('There is an order.')
      await listener.insist(async () => listener.running().buyer.confirm(order.id, ware.work.price.amount))
      await listener.until(() => fair.raiden.locked() > 0n)
      fair.pass(31_000)
      await ends(listener, 'failed')
      await artist.start()
      await sells(artist, 'expired')
    },
    holds: notSold,
  },
  {
    name: 'a secret that could not leave in time',
    price,
    async play({ fair, artist, listener, ware }) {
      fair.raiden.isReleasing = false
      await listener.insist(() => listener.buy(ware))
      await sells(artist, 'releasing')
      fair.pass(31_000)
      await ends(listener, 'failed')
      await sells(artist, 'expired')
    },
    holds: notSold,
  },
  {
    name: 'a hub that withholds the unlock',
    price,
    async play({ fair, artist, listener, ware }) {
      fair.raiden.isUnlocking = false
      await listener.insist(() => listener.buy(ware))
      await ends(listener, 'joined')
      fair.pass(31_000)
      await ends(listener, 'owned')
      await sells(artist, 'delivered')
    },
    holds({ artist, listener, ware }) {
      assert.deepEqual(listener.keyOf(ware), ware.key)
      assert.equal(artist.balance(), startBalance)
      assert.equal(artist.sales()[0]?.debt, price, 'the debt of the hub is recorded')
      assert.equal(artist.grants?.list().length, 1)
    },
  },
]

function sold({ fair, artist, listener, ware }: Scene, owner: Party): void {
  const { amount } = ware.work.price
  assert.deepEqual(owner.keyOf(ware), ware.key, 'the owner can play it')
  assert.equal(artist.balance(), startBalance + amount)
  assert.equal(listener.balance(), startBalance - (amount === 0n ? 0n : amount + fee), 'paid once')
  assert.equal(artist.grants?.list().length, 1, 'exactly one policy')
  assert.equal(fair.raiden.locked(), 0n)
}

function notSold({ fair, artist, listener, ware }: Scene): void {
  assert.equal(listener.keyOf(ware), undefined, 'not paid, not played')
  assert.equal(artist.balance(), startBalance)
  assert.equal(listener.balance(), startBalance, 'nothing was paid')
  assert.equal(artist.grants?.list().length, 0)
  assert.equal(fair.raiden.locked(), 0n)
}
