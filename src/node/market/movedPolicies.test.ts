import { afterEach, beforeEach, expect, test } from 'vitest'
import { peerIdText } from '../../shared/ids.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import type { WorkFixture } from './testing/marketFixtures.ts'
import { MarketHarness } from './testing/marketHarness.ts'
import type { Trader } from './testing/trader.ts'

const price = 100n
let harness: MarketHarness
let artist: Trader
let listener: Trader
let offered: WorkFixture

beforeEach(async () => {
  harness = await MarketHarness.open()
  for (const operator of ['d', 'e']) await harness.accessHarness.addUrsula(operator)
  ;[artist, listener] = [await harness.addTrader(), await harness.addTrader()]
  await artist.start()
  await listener.start()
  offered = await harness.addWork(artist, price)
})
afterEach(() => harness.closeConserved())

const peerOf = ({ keys }: Trader) => keys.identity.body.peer

/** Nobody can dial the artist: what is between them goes through the mailbox. */
const hideArtist = () => harness.network.peers.delete(peerOf(artist))

/** An invoice is there, and two of the three Ursulas of its policy have died. */
async function invoiceWithDeadUrsulas(): Promise<{ id: string; dead: string[] }> {
  const { id } = await listener.buy(offered, { confirmed: null })
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'invoiced')
  const [sale] = artist.sales()
  if (sale === undefined) throw new Error('There is an invoice.')
  const named = openPolicy(sale.sealedPolicy, sale.secret).ursulas.map(({ body }) => body.peer)
  const dead = named.slice(0, 2)
  for (const peer of dead) harness.network.peers.delete(peerIdText.parse(peer))
  return { id, dead }
}

/** The artist's node finds out who does not answer. */
async function noticeSilence(): Promise<void> {
  for (let round = 0; round < 3; round += 1) await artist.watch?.look()
}

const pay = (id: string) => listener.runningMarket().buyer.confirm(id, offered.work.price.amount)

/** Of the policies of the one order, newest last, the peers of their Ursulas. */
function ursulasOfGrants(): string[][] {
  return artist
    .sales()
    .map((sale) => openPolicy(sale.sealedPolicy, sale.secret).ursulas.map(({ body }) => body.peer))
}

test('a policy of dead Ursulas is moved to others through the mailbox, and the buyer’s node opens it by itself', async () => {
  hideArtist()
  const { id, dead } = await invoiceWithDeadUrsulas()
  pay(id)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'paid')
  await artist.waitUntil(() => artist.sales()[0]?.state === 'paid')
  expect(listener.keyOf(offered)).toBeUndefined()
  await noticeSilence()
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
  expect(
    ursulasOfGrants()
      .flat()
      .filter((peer) => dead.includes(peer)),
  ).toEqual([])
  expect(artist.grants?.list()).toHaveLength(2)
})

test('it is there when the buyer comes back, though the artist is gone by then', async () => {
  hideArtist()
  const { id } = await invoiceWithDeadUrsulas()
  pay(id)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'paid')
  await artist.waitUntil(() => artist.sales()[0]?.state === 'paid')
  await listener.stop()
  await noticeSilence()
  await artist.waitUntil(() => harness.countLetters() > 0)
  await artist.stop()
  await listener.start()
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'joined')
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('a buyer who can ask the artist is given a policy of Ursulas that answer', async () => {
  const { id } = await invoiceWithDeadUrsulas()
  await noticeSilence()
  pay(id)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  expect(listener.keyOf(offered)).toEqual(offered.key)
})

test('what the artist has revoked, or the buyer has opened, is not moved', async () => {
  const { id } = await listener.buy(offered)
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
  await artist.waitUntil(() => artist.sales()[0]?.state === 'delivered')
  const [named = []] = ursulasOfGrants()
  for (const peer of named.slice(0, 2)) harness.network.peers.delete(peerIdText.parse(peer))
  await noticeSilence()
  expect(artist.grants?.ordersWithSilentUrsulas()).toHaveLength(1)
  artist.market?.movePolicies()
  await artist.market?.stop()
  expect(artist.grants?.list()).toHaveLength(1)
  expect(harness.countLetters()).toBe(0)
  const [grant] = artist.grants?.list() ?? []
  if (grant === undefined) throw new Error(`${id} was granted.`)
  await artist.grants?.revoke(grant.id)
  expect(artist.grants?.ordersWithSilentUrsulas()).toEqual([])
})

test('without enough Ursulas that answer nothing is moved, and it is once there are', async () => {
  hideArtist()
  const { id, dead } = await invoiceWithDeadUrsulas()
  const third = harness.accessHarness.ursulas.find(({ peer }) => !dead.includes(peer.id))?.peer.id
  if (third === undefined) throw new Error('There are five.')
  const gone = harness.network.peers.get(third)
  harness.network.peers.delete(third)
  pay(id)
  await artist.waitUntil(() => artist.sales()[0]?.state === 'paid')
  await noticeSilence()
  artist.market?.movePolicies()
  expect(artist.grants?.list()).toHaveLength(1)
  await gone?.start()
  await artist.watch?.look()
  await listener.waitUntil(() => listener.purchases()[0]?.state === 'owned')
})
