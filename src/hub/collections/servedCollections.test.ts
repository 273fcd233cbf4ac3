import { pino } from 'pino'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { AlsoBought } from '../../node/collection/alsoBought.ts'
import { CollectionKeeper } from '../../node/collection/collectionKeeper.ts'
import { Vouching } from '../../node/collection/vouching.ts'
import { deriveKeys } from '../../node/keys/deriveKeys.ts'
import type { Keys } from '../../node/keys/keys.ts'
import { newWords } from '../../node/keys/words.ts'
import { Purchases } from '../../node/market/purchases.ts'
import { Sales } from '../../node/market/sales.ts'
import { createOrder, createWork, type OrderFixture } from '../../node/market/testing/orderFixture.ts'
import type { Work } from '../../node/market/workResolver.ts'
import { openStore, type Store } from '../../node/store/openStore.ts'
import {
  collectionLifetimeMs,
  collectionsProtocol,
  type SignedCollection,
  signCollection,
} from '../../protocol/collections.ts'
import { BuskerError } from '../../shared/errors.ts'
import { fromLabel, type OrderId, subjectOfWork, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openHubStore } from '../openHubStore.ts'
import { createCollectionHandlers } from './collectionHandlers.ts'
import { Collections } from './collections.ts'
import { CollectionStore } from './collectionStore.ts'

const hubAccount = toAddress(`0x${'9'.repeat(40)}`)
const log = pino({ level: 'silent' })

interface Listener {
  readonly keys: Keys
  readonly peer: MemoryPeer
  readonly store: Store
  readonly keeper: CollectionKeeper
  readonly alsoBought: AlsoBought
}

let artists: readonly Keys[]
let listenerKeys: readonly Keys[]
let works: readonly Work[]
/** Of each listener, what they bought of each artist. */
let orders: readonly (readonly OrderFixture[])[]
let network: MemoryNetwork
let hub: MemoryPeer
let collections: Collections
let salesOf: Sales[]
let isElsewhere: boolean
let paidBack: Set<OrderId>
let open: { close(): void }[]
let now: number

beforeAll(async () => {
  const people = () => deriveKeys(newWords(), 1)
  artists = await Promise.all([people(), people()])
  listenerKeys = await Promise.all([people(), people(), people()])
  works = await Promise.all(artists.map((artist) => createWork(artist)))
  orders = await Promise.all(
    listenerKeys.map((listener) =>
      Promise.all(artists.map((artist, index) => createOrder(artist, listener, at(works, index)))),
    ),
  )
})

beforeEach(async () => {
  now = 1_800_000_000_000
  open = []
  paidBack = new Set()
  isElsewhere = false
  network = new MemoryNetwork()
  hub = network.peer()
  const hubStore = openHubStore(':memory:')
  open.push(hubStore)
  collections = new Collections({
    store: new CollectionStore(new SqliteEngine(hubStore)),
    hub: hubAccount,
    partners: { has: () => true },
    hidden: () => new Set(),
    now: () => now,
  })
  await hub.handle(
    collectionsProtocol,
    createCollectionHandlers(collections, () => now),
  )
  salesOf = []
  for (const keys of artists) {
    const store = opened(keys)
    const sales = new Sales(store, keys)
    salesOf.push(sales)
    const peer = network.peer(keys.identity.body.peer)
    const refunds = { givenBack: (sale: OrderId) => givenBack(sales, sale) }
    await new Vouching({ store, keys, peer, sales, refunds, isElsewhere: () => isElsewhere }).start()
  }
})
afterEach(() => open.forEach((one) => one.close()))

/** All of it, where it is paid back. */
const givenBack = (sales: Sales, id: OrderId) =>
  toAmount(paidBack.has(id) ? (sales.get(id)?.amount ?? 0n) : 0n)

function at<T>(all: readonly T[], index: number): T {
  const one = all[index]
  if (one === undefined) throw new Error('There is one for each.')
  return one
}

function opened(keys: Keys): Store {
  const store = openStore(':memory:', { keys })
  open.push(store)
  return store
}

/** A listener who has bought of both artists, and whose artists know of it. */
function listen(index: number, change: { readonly buys?: readonly number[] } = {}): Listener {
  const keys = at(listenerKeys, index)
  const store = opened(keys)
  const purchases = new Purchases(store, keys)
  for (const bought of change.buys ?? [0, 1]) {
    const { purchase, sale } = at(at(orders, index), bought)
    purchases.insert({ ...purchase, state: 'owned', secret: sale.secret, deadline: null })
    const sales = at(salesOf, bought)
    if (sales.get(sale.id) === undefined) sales.insert({ ...sale, state: 'paid' })
  }
  const peer = network.peer(keys.identity.body.peer)
  const keeper = new CollectionKeeper({
    store,
    keys,
    calls: peer,
    hub: hub.id,
    hubAccount,
    purchases,
    works: {
      artist: (account) => artists.find(({ identity }) => identity.body.account === account)?.identity,
    },
    now: () => now,
    onChange: () => undefined,
    onFailure: () => undefined,
  })
  const alsoBought = new AlsoBought({
    calls: peer,
    hub: hub.id,
    hubAccount,
    own: () => keeper.account,
    log,
    now: () => now,
  })
  return { keys, peer, store, keeper, alsoBought }
}

async function show(listener: Listener, name: string): Promise<void> {
  await listener.keeper.start()
  listener.keeper.show(name)
  await listener.keeper.onIdle()
}

const workOf = (index: number) => fromLabel(at(works, index).label)
const subject = (index: number) => subjectOfWork(workOf(index).kind, workOf(index).id)
const beside = (listener: Listener) => {
  now += 61_000
  return listener.alsoBought.find(workOf(0))
}

test('what two listeners show is said to a third, under their names, and nothing of their accounts', async () => {
  const [ana, ben, cleo] = [listen(0), listen(1), listen(2, { buys: [] })]
  await show(ana, 'Ana')
  expect((await beside(cleo)).works).toEqual([])
  await show(ben, 'Ben')
  const { kind, id } = workOf(1)
  const found = await beside(cleo)
  expect(found.works).toEqual([{ kind, id }])
  expect(new Set(found.names)).toEqual(new Set(['Ana', 'Ben']))
  expect(ana.keeper.works().map(({ state }) => state)).toEqual(['shown', 'shown'])
  const { collections: seen } = await collections.alsoBought(subject(0))
  const text = JSON.stringify(seen)
  for (const { keys } of [ana, ben]) expect(text).not.toContain(keys.identity.body.account.slice(2))
  // Each is told what others show alone.
  expect((await beside(ana)).works).toEqual([])
  await Promise.all([ana, ben].map(({ keeper }) => keeper.stop()))
})

test('nothing is shown or asked for until somebody wants it', async () => {
  const ana = listen(0)
  await ana.keeper.start()
  await ana.keeper.onIdle()
  expect([ana.keeper.isShown(), ana.keeper.isUpToDate()]).toEqual([false, true])
  expect(ana.keeper.works().map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  expect(() => ana.keeper.show('  ')).toThrow(expect.objectContaining({ code: 'COLLECTION_NAME' }))
  await ana.keeper.stop()
})

test('taken back, it is gone from the hub at once; where the hub is away, as soon as it is there', async () => {
  const [ana, ben, cleo] = [listen(0), listen(1), listen(2, { buys: [] })]
  await Promise.all([show(ana, 'Ana'), show(ben, 'Ben')])
  expect((await beside(cleo)).works).toHaveLength(1)
  await hub.stop()
  ana.keeper.withdraw()
  await ana.keeper.onIdle()
  expect([ana.keeper.isShown(), ana.keeper.isUpToDate()]).toEqual([false, false])
  expect(ana.keeper.problem()).not.toBeNull()
  await ana.keeper.stop()
  await hub.start()
  await ana.keeper.start()
  await ana.keeper.onIdle()
  expect([ana.keeper.isUpToDate(), ana.keeper.problem()]).toEqual([true, null])
  expect(await cleo.alsoBought.find(workOf(0))).toEqual({ works: [], names: [] })
  await Promise.all([ana, ben].map(({ keeper }) => keeper.stop()))
})

test('what the hub has, although its answer was lost, is taken back all the same', async () => {
  const [ana, ben, cleo] = [listen(0), listen(1), listen(2, { buys: [] })]
  const handlers = createCollectionHandlers(collections, () => now)
  await hub.handle(collectionsProtocol, {
    ...handlers,
    async keep(asked, caller) {
      await handlers.keep(asked, caller)
      throw new BuskerError('HUB_STOPPING', 'The hub stops.')
    },
  })
  await Promise.all([show(ana, 'Ana'), show(ben, 'Ben')])
  expect([ana.keeper.isUpToDate(), (await beside(cleo)).works.length]).toEqual([false, 1])
  await hub.handle(collectionsProtocol, handlers)
  ana.keeper.withdraw()
  await ana.keeper.onIdle()
  expect(ana.keeper.isUpToDate()).toBe(true)
  expect((await cleo.alsoBought.find(workOf(0))).works).toEqual([])
  await Promise.all([ana, ben].map(({ keeper }) => keeper.stop()))
})

test('a work that is left out is shown no more, and comes back when it is included', async () => {
  const [ana, ben, cleo] = [listen(0), listen(1), listen(2, { buys: [] })]
  await Promise.all([show(ana, 'Ana'), show(ben, 'Ben')])
  ana.keeper.leaveOut(subject(1), true)
  await ana.keeper.onIdle()
  expect((await beside(cleo)).works).toEqual([])
  expect(ana.keeper.works().find(({ work }) => work === subject(1))?.state).toBe('leftOut')
  ana.keeper.leaveOut(subject(1), false)
  await ana.keeper.onIdle()
  expect((await beside(cleo)).works).toHaveLength(1)
  await Promise.all([ana, ben].map(({ keeper }) => keeper.stop()))
})

test('what an artist does not know of, or has paid back, is not shown; who is away is asked again', async () => {
  const ana = listen(0)
  const { sale } = at(at(orders, 0), 1)
  paidBack.add(sale.id)
  const away = at(artists, 0).identity.body.peer
  const artist = network.peers.get(away)
  await artist?.stop()
  await show(ana, 'Ana')
  const stateOf = (index: number) => ana.keeper.works().find(({ work }) => work === subject(index))?.state
  expect([stateOf(0), stateOf(1)]).toEqual(['waiting', 'refused'])
  await artist?.start()
  ana.keeper.advance()
  await ana.keeper.onIdle()
  expect([stateOf(0), stateOf(1)]).toEqual(['shown', 'refused'])
  await ana.keeper.stop()
})

test('a machine from which another one took over selling refuses nothing that it does not know of: that one is asked', async () => {
  const ana = listen(0)
  const { sale } = at(at(orders, 0), 0)
  at(salesOf, 0).update(sale.id, { state: 'invoiced' })
  isElsewhere = true
  await show(ana, 'Ana')
  expect(ana.keeper.works().map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  at(salesOf, 0).update(sale.id, { state: 'paid' })
  isElsewhere = false
  ana.keeper.advance()
  await ana.keeper.onIdle()
  expect(ana.keeper.works().map(({ state }) => state)).toEqual(['shown', 'shown'])
  await ana.keeper.stop()
})

test('what is shown is renewed before it runs out', async () => {
  const ana = listen(0)
  await show(ana, 'Ana')
  now += (collectionLifetimeMs * 2) / 3
  ana.keeper.advance()
  await ana.keeper.onIdle()
  now += (collectionLifetimeMs * 2) / 3
  const ben = listen(1)
  await show(ben, 'Ben')
  expect((await collections.alsoBought(subject(0))).works).toEqual([subject(1)])
  await Promise.all([ana, ben].map(({ keeper }) => keeper.stop()))
})

test('an artist vouches for one collection of each sale, to its buyer alone, and never for gifts or what was free', async () => {
  const ana = listen(0)
  const { receipt, sale } = at(at(orders, 0), 0)
  const artist = at(artists, 0)
  const store = opened(artist)
  const sales = new Sales(store, artist)
  sales.insert({ ...sale, state: 'paid' })
  const vouching = new Vouching({
    store,
    keys: artist,
    peer: network.peer(),
    sales,
    refunds: { givenBack: (id) => givenBack(sales, id) },
  })
  const account = ana.keeper.account
  const other = toAddress(`0x${'7'.repeat(40)}`)
  const ask = (of = receipt, collection = account, peer = ana.peer.id) =>
    vouching.vouch(of, collection, { peer })
  const refused = (code: string) => expect.objectContaining({ code })
  await expect(ask(receipt, account, hub.id)).rejects.toThrow(refused('BOUGHT_NOT_YOURS'))
  const first = await ask()
  expect(first.body).toMatchObject({ artist: artist.identity.body.account, collection: account })
  expect(await ask()).toEqual(first)
  await expect(ask(receipt, other)).rejects.toThrow(refused('BOUGHT_SHOWN_ELSEWHERE'))
  sales.update(sale.id, { state: 'invoiced' })
  await expect(ask()).rejects.toThrow(refused('BOUGHT_NOT_PAID'))
  sales.update(sale.id, { state: 'paid' })
  paidBack.add(sale.id)
  await expect(ask()).rejects.toThrow(refused('BOUGHT_NOT_PAID'))
  const free = await createOrder(artist, ana.keys, await createWork(artist, 0n))
  sales.insert({ ...free.sale, state: 'paid' })
  await expect(ask(free.receipt)).rejects.toThrow(refused('BOUGHT_NOT_PAID'))
  const gift = await createOrder(artist, ana.keys, await createWork(artist), at(listenerKeys, 1))
  sales.insert({ ...gift.sale, state: 'paid' })
  await expect(ask(gift.receipt)).rejects.toThrow(refused('BOUGHT_NOT_YOURS'))
  await expect(ask(at(at(orders, 0), 1).receipt)).rejects.toThrow(refused('ORDER_NOT_FOR_US'))
  await expect(ask({ ...receipt, secret: gift.receipt.secret })).rejects.toThrow(refused('PROTOCOL_FORGED'))
})

test('a hub can’t invent anything: what is not proven by two is not shown', async () => {
  const [ana, ben, cleo] = [listen(0), listen(1), listen(2, { buys: [] })]
  await Promise.all([show(ana, 'Ana'), show(ben, 'Ben')])
  const genuine = await collections.alsoBought(subject(0))
  const [one, two] = genuine.collections
  if (one === undefined || two === undefined) throw new Error('Two show it.')
  const asked = workOf(1)
  const answered = { kind: asked.kind, id: asked.id }
  let shown: readonly SignedCollection[] = []
  await hub.handle(collectionsProtocol, {
    keep: async () => ({ number: 1 }),
    alsoBought: async () => ({ works: [answered], collections: [...shown] }),
  })
  const works = async (...all: SignedCollection[]) => {
    shown = all
    return (await cleo.alsoBought.find(workOf(0))).works
  }
  expect(await works(one, two)).toEqual([answered])
  expect(await works(one)).toEqual([])
  expect(await works(one, one)).toEqual([])
  const own = { ...two, body: { ...two.body, name: 'Another' } }
  expect(await works(one, own)).toEqual([])
  // A collection of the hub's own making, with proofs of somebody else's.
  const hubKeys = await deriveKeys(newWords(), 1)
  const made = await signCollection({ ...two.body, account: hubKeys.identity.body.account }, hubKeys.account)
  expect(await works(one, made)).toEqual([])
  now += collectionLifetimeMs + 1
  expect(await works(one, two)).toEqual([])
  await Promise.all([ana, ben].map(({ keeper }) => keeper.stop()))
})
