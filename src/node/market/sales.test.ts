import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newWorkId } from '../../protocol/manifest.ts'
import { fromLabel, orderId, secretHash, toLabel } from '../../shared/ids.ts'
import { saleStateNames } from '../../shared/orderStates.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { type Sale, Sales } from './sales.ts'
import { createOrder, createPeople, createWork, type OrderPeople, orderTime } from './testing/orderFixture.ts'
import { randomHex } from './testing/randomHex.ts'

let people: OrderPeople
let ordered: Sale
let store: Store
let sales: Sales

beforeAll(async () => {
  people = await createPeople()
  ordered = (await createOrder(people.artist, people.listener, await createWork(people.artist))).sale
})
beforeEach(() => {
  store = openStore(':memory:', { keys: people.artist })
  sales = new Sales(store, people.artist)
  return () => store.close()
})

const friend = () => people.friend.identity.body.account
/** Another sale; of a buyer of its own unless one is given, because a buyer has one live order for a label. */
function add(change: Partial<Sale>): Sale {
  const buyer = `0x${randomHex().slice(2, 42)}` as Sale['buyer']
  const recipient = `0x${randomHex().slice(2, 42)}` as Sale['recipient']
  const own = { id: orderId.parse(randomHex()), secretHash: secretHash.parse(randomHex()), buyer, recipient }
  const sale = { ...ordered, ...own, ...change }
  sales.insert(sale)
  return sale
}
const idsOf = (found: readonly Sale[]) => found.map(({ id }) => id)

test('a sale comes back as it was written, found by its id and by its secret’s hash', () => {
  const full: Sale = {
    ...ordered,
    releasedAt: orderTime + 1,
    debt: toAmount(7n),
    debtWaivedAt: orderTime + 2,
    duplicateOf: orderId.parse(randomHex()),
    lockExpiration: orderTime + 3,
    code: 'SALE_WITHHELD',
    message: 'Withheld.',
  }
  sales.insert(full)
  expect(sales.get(full.id)).toEqual(full)
  expect(sales.bySecretHash(full.secretHash)).toEqual(full)
  const other = secretHash.parse(randomHex())
  expect([sales.get(randomHex()), sales.bySecretHash(other)]).toEqual([undefined, undefined])
})

test('a change changes what it names, and when it was made', () => {
  sales.insert(ordered)
  sales.update(ordered.id, { state: 'paid', deadline: null })
  const changed = sales.get(ordered.id)
  expect(changed).toEqual({ ...ordered, state: 'paid', deadline: null, changedAt: changed?.changedAt })
  expect(changed?.changedAt).toBeLessThanOrEqual(Date.now())
  expect(changed?.changedAt).not.toBe(ordered.changedAt)
})

test('the live order of a buyer is the one for that label, recipient and buyer that has not expired', () => {
  const { label, recipient, buyer } = ordered
  for (const state of saleStateNames) {
    store.exec('DELETE FROM sales')
    sales.insert({ ...ordered, state })
    expect(sales.findLive(label, recipient, buyer)?.id).toBe(state === 'expired' ? undefined : ordered.id)
  }
  sales.update(ordered.id, { state: 'invoiced' })
  expect(sales.findLive(label, friend(), buyer)).toBeUndefined()
  expect(sales.findLive(label, recipient, friend())).toBeUndefined()
})

test('granted is what is paid, or whose secret may be out, whoever has paid', () => {
  const granted = ['releasing', 'paid', 'delivered']
  for (const state of saleStateNames) {
    store.exec('DELETE FROM sales')
    sales.insert({ ...ordered, state })
    const found = sales.findGranted(ordered.label, ordered.recipient)
    expect(found?.id).toBe(granted.includes(state) ? ordered.id : undefined)
    expect(sales.idsIn([state])).toEqual([ordered.id])
  }
  expect(sales.findGranted(ordered.label, friend())).toBeUndefined()
  expect(sales.idsIn(['invoiced', 'releasing'])).toEqual([])
})

test('of a buyer’s invoices those count that were not paid, run out or not, and were given since then', () => {
  const { buyer } = ordered
  for (const state of ['invoiced', 'refusing', 'expired', 'releasing', 'paid', 'delivered'] as const) {
    add({ state, buyer, createdAt: orderTime })
  }
  add({ state: 'invoiced', createdAt: orderTime })
  expect(sales.countUnpaid(buyer, orderTime)).toBe(3)
  expect(sales.countUnpaid(buyer, orderTime + 1)).toBe(0)
  expect(sales.countOpen()).toBe(3)
})

test('an order that ended unpaid is forgotten in time, unless a payment for it came', () => {
  const paid = add({ state: 'expired' })
  const old = add({ state: 'expired', createdAt: orderTime - 1 })
  const tried = add({ state: 'expired', createdAt: orderTime - 1 })
  const owed = add({ state: 'paid', createdAt: orderTime - 1 })
  const open = add({ state: 'invoiced', createdAt: orderTime - 1 })
  store
    .prepare(
      `INSERT INTO payments (secret_hash, direction, outcome, amount, fee, payment_id, partner, initiator, target,
         started_at, changed_at) VALUES (?, 'received', 'failed', '100', '0', '1', ?, ?, ?, 1, 1)`,
    )
    .run(tried.secretHash, tried.buyer, tried.buyer, tried.buyer)
  sales.forgetUnpaid(orderTime)
  expect(new Set(idsOf(sales.list()))).toEqual(new Set(idsOf([paid, tried, owed, open])))
  expect(sales.get(old.id)).toBeUndefined()
})

test('the hub owes what it withheld, and what it has not unlocked though the secret is out for long', () => {
  const withheld = add({ state: 'paid', debt: toAmount(5n) })
  const slow = add({ state: 'releasing', releasedAt: orderTime - 1 })
  add({ state: 'releasing', releasedAt: orderTime })
  add({ state: 'releasing', releasedAt: null })
  add({ state: 'paid', releasedAt: orderTime - 1 })
  const waived = add({ state: 'paid', debt: toAmount(5n), debtWaivedAt: orderTime })
  const restored = add({ state: 'paid', debt: toAmount(5n), code: 'ORDER_RESTORED' })
  const named = add({ state: 'paid', debt: toAmount(5n), code: 'SALE_WITHHELD' })
  expect(new Set(idsOf(sales.owed(orderTime)))).toEqual(new Set(idsOf([withheld, slow, named])))
  expect(new Set(idsOf(sales.withDebt()))).toEqual(new Set(idsOf([withheld, waived, restored, named])))
})

test('sales are listed newest first', () => {
  const [second, first, third] = [2, 3, 1].map((age) => add({ createdAt: orderTime + age }))
  expect(idsOf(sales.list())).toEqual([first?.id, second?.id, third?.id])
})

test('editions that were granted are those of the very work, for the recipient, oldest first', () => {
  const { kind, id } = fromLabel(ordered.label)
  const { recipient } = ordered
  const granted = { state: 'paid', recipient } as const
  const second = add({ ...granted, label: toLabel(kind, id, 2), createdAt: orderTime + 2 })
  const first = add({ ...granted, createdAt: orderTime + 1 })
  add({ ...granted, state: 'expired', label: toLabel(kind, id, 3) })
  add({ ...granted, recipient: friend() })
  add({ ...granted, label: toLabel(kind, newWorkId(friend()), 1) })
  add({ ...granted, label: toLabel('release', id, 1) })
  expect(idsOf(sales.grantedEditions(kind, id, recipient))).toEqual(idsOf([first, second]))
})

test('releases that were granted are the recipient’s, and no tracks', () => {
  const { recipient } = ordered
  const label = toLabel('release', newWorkId(friend()), 1)
  const release = add({ state: 'delivered', recipient, label })
  add({ state: 'delivered', recipient })
  add({ state: 'invoiced', recipient, label })
  add({ state: 'delivered', label })
  expect(idsOf(sales.grantedReleases(recipient))).toEqual([release.id])
})
