import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newWorkId } from '../../protocol/manifest.ts'
import { fromLabel, secretHash, toLabel } from '../../shared/ids.ts'
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
const otherEdition = () => {
  const { kind, id } = fromLabel(ordered.label)
  return toLabel(kind, id, 2)
}
const otherWork = () => toLabel('track', newWorkId(ordered.seller), 1)
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

test('every order of a label and recipient is an attempt, however it ended', () => {
  const { label, recipient } = ordered
  const made = purchaseStateNames
    .filter((state) => ['declined', 'cancelled', 'expired', 'failed'].includes(state))
    .map((state) => add({ recipient, state }).id)
  add({ state: 'expired' })
  add({ recipient, state: 'expired', label: otherEdition() })
  expect(purchases.attempts(label, recipient).map(({ id }) => id)).toEqual(made)
})

test('a claim is what cost nothing, of any edition of the work, for this recipient, since then', () => {
  const { label, recipient } = ordered
  const claim = { state: 'expired', price: toAmount(0n), recipient, createdAt: orderTime + 1 } as const
  add(claim)
  add({ ...claim, label: otherEdition() })
  add({ ...claim, price: toAmount(1n) })
  add({ ...claim, recipient: friend() })
  add({ ...claim, createdAt: orderTime })
  add({ ...claim, label: otherWork() })
  expect(purchases.countClaims(label, recipient, orderTime)).toBe(2)
})

test('forgotten is what cost nothing and nobody answered, of this label and recipient alone', () => {
  const { label, recipient } = ordered
  const unanswered = { state: 'expired', price: toAmount(0n), recipient, invoice: null } as const
  const kept = [
    add({ ...unanswered, state: 'failed' }),
    add({ ...unanswered, price: toAmount(1n) }),
    add({ ...unanswered, recipient: friend() }),
    add({ ...unanswered, label: otherEdition() }),
    add({ ...unanswered, invoice: ordered.invoice }),
  ]
  add(unanswered)
  purchases.forgetUnanswered(label, recipient)
  expect(new Set(purchases.list().map(({ id }) => id))).toEqual(new Set(kept.map(({ id }) => id)))
})

test('under way is what waits for something, of works of one kind, of one seller, for one recipient', () => {
  const { seller, recipient } = ordered
  const waiting = [
    add({ state: 'requested', recipient }),
    add({ state: 'requested', recipient, label: otherEdition() }),
  ]
  add({ state: 'expired', recipient })
  add({ state: 'requested' })
  add({ state: 'requested', recipient, label: otherWork(), seller: friend() })
  add({ state: 'requested', recipient, label: toLabel('release', fromLabel(otherWork()).id, 1) })
  expect(new Set(purchases.underWay('track', seller, recipient).map(({ id }) => id))).toEqual(
    new Set(waiting.map(({ id }) => id)),
  )
})

test('orders that were invoiced by a seller are listed newest first, and each seller once', () => {
  const [second, first] = [1, 2].map((age) => add({ createdAt: orderTime + age }))
  add({ invoice: null })
  add({ seller: friend() })
  expect(purchases.invoicedBy(ordered.seller).map(({ id }) => id)).toEqual([first?.id, second?.id])
  expect(purchases.sellers().toSorted()).toEqual([ordered.seller, friend()].toSorted())
})
