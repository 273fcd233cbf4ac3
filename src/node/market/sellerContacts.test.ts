import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PeerIdText } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Purchases } from './purchases.ts'
import { SellerContacts } from './sellerContacts.ts'
import {
  createOrder,
  createPeople,
  createWork,
  type OrderFixture,
  type OrderPeople,
  orderTime,
} from './testing/orderFixture.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
let people: OrderPeople
let order: OrderFixture
let store: Store
let contacts: SellerContacts
let now: number

beforeAll(async () => {
  people = await createPeople()
  order = await createOrder(people.artist, people.listener, await createWork(people.artist))
})
beforeEach(() => {
  now = orderTime
  store = openStore(':memory:', { keys: people.listener })
  new Purchases(store, people.listener).insert(order.purchase)
  contacts = new SellerContacts(store, () => now)
})
afterEach(() => store.close())

const seller = () => people.artist.identity.body.account
const friend = () => people.friend.identity.body.account
const rows = () => store.prepare('SELECT count(*) FROM seller_answers').pluck().get()

test('a seller is away from the first time they are asked in vain until they answer', () => {
  expect(contacts.absence(seller())).toBeUndefined()
  expect(contacts.missed(seller())).toBe(true)
  now += 30_000
  expect(contacts.missed(seller())).toBe(false)
  expect(contacts.absence(seller())).toEqual({ since: orderTime, lastHereAt: null, usualHours: null })
  expect(contacts.answered(seller())).toBe(true)
  expect(contacts.answered(seller())).toBe(false)
  expect(contacts.absence(seller())).toBeUndefined()
})

test('when a seller was there last is known after a restart', () => {
  contacts.answered(seller())
  const restarted = new SellerContacts(store, () => now)
  now += 2 * dayMs
  restarted.missed(seller())
  expect(restarted.absence(seller())).toEqual({ since: now, lastHereAt: orderTime, usualHours: null })
})

test('who was there at one time of day on several days is usually there then', () => {
  for (const day of [0, 1, 2]) {
    now = orderTime + day * dayMs
    contacts.answered(seller())
  }
  now += hourMs * 5
  contacts.missed(seller())
  const { usualHours } = contacts.absence(seller()) ?? {}
  expect(usualHours?.from).toBeLessThanOrEqual(orderTime + 3 * dayMs)
  expect(usualHours?.to).toBeGreaterThan(orderTime + 3 * dayMs)
})

test('nothing is remembered of those one has ordered nothing from', () => {
  contacts.answered(friend())
  expect(rows()).toBe(0)
})

test('a seller who speaks without end is written down once in five minutes, and for 300 hours at most', () => {
  for (let time = 0; time < 3_600; time += 1) {
    now = orderTime + time * 100
    contacts.answered(seller())
  }
  expect(store.prepare('SELECT at FROM seller_answers').pluck().all()).toEqual([orderTime + 300_000])
  for (let hour = 1; hour <= 400; hour += 1) {
    now = orderTime + hour * hourMs
    contacts.answered(seller())
  }
  expect(rows()).toBe(300)
  contacts.missed(seller())
  expect(contacts.absence(seller())?.lastHereAt).toBe(now)
})

test('a peer is known as the node of a seller by the catalogue, and only of one that was ordered from', () => {
  const add = store.prepare(
    "INSERT INTO artists (address, name, about, peer, identity, name_key) VALUES (?, '', NULL, ?, x'', '')",
  )
  add.run(seller(), 'peer-1')
  add.run(friend(), 'peer-2')
  expect(contacts.ofPeer('peer-1' as PeerIdText)).toEqual([seller()])
  expect(contacts.ofPeer('peer-2' as PeerIdText)).toEqual([])
})
