import { beforeAll, beforeEach, expect, test } from 'vitest'
import { secretHash } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { purchaseStateNames } from '../../shared/orderStates.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { type Purchase, Purchases, receiptOf } from './purchases.ts'
import {
  createOrder,
  createPeople,
  createWork,
  type OrderFixture,
  type OrderPeople,
  orderTime,
} from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'

let people: OrderPeople
let order: OrderFixture
let ordered: Purchase
let store: Store
let purchases: Purchases

beforeAll(async () => {
  people = await createPeople()
  order = await createOrder(people.artist, people.listener, await createWork(people.artist))
  ordered = order.purchase
})
beforeEach(() => {
  store = openStore(':memory:', { keys: people.listener })
  purchases = new Purchases(store, people.listener)
  return () => store.close()
})

const friend = () => people.friend.identity.body.account
function add(change: Partial<Purchase>): Purchase {
  const recipient = `0x${randomHex().slice(2, 42)}` as Purchase['recipient']
  const purchase = { ...ordered, id: randomHex(), recipient, ...change }
  purchases.insert(purchase)
  return purchase
}
const inState = (state: Purchase['state']) => {
  store.exec('DELETE FROM purchases')
  purchases.insert({ ...ordered, state })
}

test('a purchase comes back as it was written, before its invoice and after', () => {
  const full: Purchase = {
    ...ordered,
    confirmed: toAmount(100n),
    secret: order.sale.secret,
    fee: toAmount(2n),
    lockExpiration: orderTime + 3,
    code: 'ORDER_UNSETTLED',
    message: 'Not yet.',
  }
  purchases.insert(full)
  expect(purchases.get(full.id)).toEqual(full)
  const bare = { invoice: null, sealedPolicy: null, orderId: null, secretHash: null, deadline: null }
  const begun = add({ ...bare, state: 'requested' })
  expect(purchases.get(begun.id)).toEqual(begun)
  expect(purchases.get(randomHex())).toBeUndefined()
})

test('a change changes what it names, and when it was made', () => {
  purchases.insert(ordered)
  purchases.update(ordered.id, { state: 'paying' })
  const changed = purchases.get(ordered.id)
  expect(changed).toEqual({ ...ordered, state: 'paying', changedAt: changed?.changedAt })
  expect(changed?.changedAt).not.toBe(ordered.changedAt)
})

test('an order that ended without access is not live: the same can be ordered again', () => {
  const ended = ['declined', 'cancelled', 'expired', 'failed']
  for (const state of purchaseStateNames) {
    inState(state)
    const found = purchases.findLive(ordered.label, ordered.recipient)
    expect(found?.id).toBe(ended.includes(state) ? undefined : ordered.id)
    expect(purchases.idsIn([state])).toEqual([ordered.id])
  }
  expect(purchases.idsIn(['paying'])).toEqual([])
  inState('paying')
  expect(purchases.findLive(ordered.label, friend())).toBeUndefined()
})

test('an answer is for the order of its ticket, while that is not paid', () => {
  const { ticket } = ordered.signedRequest.request
  const waiting = ['requested', 'invoiced', 'paying', 'refunding']
  for (const state of purchaseStateNames) {
    inState(state)
    expect(purchases.byTicket(ticket)?.id).toBe(waiting.includes(state) ? ordered.id : undefined)
  }
  inState('requested')
  expect(purchases.byTicket(randomHex())).toBeUndefined()
})

test('of several orders that were invoiced with one hash the newest is meant', () => {
  const hash = secretHash.parse(randomHex())
  add({ secretHash: hash, createdAt: orderTime + 1 })
  const newest = add({ secretHash: hash, createdAt: orderTime + 2 })
  add({ secretHash: hash, createdAt: orderTime })
  add({ createdAt: orderTime + 9 })
  expect(purchases.bySecretHash(hash)?.id).toBe(newest.id)
  expect(purchases.bySecretHash(secretHash.parse(randomHex()))).toBeUndefined()
})

test('what one has of a seller counts where it can be played', () => {
  const access = ['joined', 'owned']
  for (const state of purchaseStateNames) {
    inState(state)
    expect(purchases.countWithAccess(ordered.seller)).toBe(access.includes(state) ? 1 : 0)
  }
  inState('owned')
  expect(purchases.countWithAccess(friend())).toBe(0)
})

test('purchases are listed newest first', () => {
  const [second, first, third] = [2, 3, 1].map((age) => add({ createdAt: orderTime + age }))
  expect(purchases.list().map(({ id }) => id)).toEqual([first?.id, second?.id, third?.id])
})

test('only what was paid for has a receipt', () => {
  const paid = { ...ordered, secret: order.sale.secret }
  expect(receiptOf(paid)).toEqual(order.receipt)
  expect(receiptOf({ ...paid, secret: null })).toBeUndefined()
  expect(receiptOf({ ...paid, invoice: null })).toBeUndefined()
})

test('the manifest of what was bought is that of the newest order with access, and of no other', () => {
  const manifest = (letter: string) => `bafy${letter.repeat(55)}` as Purchase['manifest']
  const { label } = ordered
  expect(purchases.boughtManifest(label)).toBeUndefined()
  add({ state: 'failed', manifest: manifest('a'), createdAt: 9 })
  add({ state: 'paying', manifest: manifest('b'), createdAt: 8 })
  expect(purchases.boughtManifest(label)).toBeUndefined()
  add({ state: 'joined', manifest: manifest('c'), createdAt: 1 })
  add({ state: 'joined', manifest: manifest('d'), createdAt: 2 })
  expect(purchases.boughtManifest(label)).toBe(manifest('d'))
  expect(purchases.boughtManifest(`${label.slice(0, -1)}9` as typeof label)).toBeUndefined()
})
