import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyRequest } from '../../protocol/purchase.ts'
import { toAmount } from '../../shared/money.ts'
import { openStore, type Store } from '../store/openStore.ts'
import type { PurchaseInput } from './buyer.ts'
import { createBuyer as createBuyerOf } from './testing/buyerFixture.ts'
import { createOrder, createPeople, createWork, orderTime } from './testing/orderFixture.ts'
import type { Work } from './workResolver.ts'

const people = await createPeople()
const work = await createWork(people.artist)
const order = await createOrder(people.artist, people.listener, work)
let store: Store

beforeEach(() => {
  store = openStore(':memory:', { keys: people.listener })
})
afterEach(() => store.close())

const createBuyer = () => createBuyerOf({ people, work, order, store, now: () => orderTime })
const input = (change: Partial<PurchaseInput> = {}): PurchaseInput => ({
  work,
  confirmed: null,
  maximumFee: toAmount(2n),
  ...change,
})
const atLeast = (): Work => ({ ...work, price: { ...work.price, orMore: true } })
const chosen = (amount: bigint, change: Partial<PurchaseInput> = {}) =>
  input({ amount: toAmount(amount), ...change })
const createOpenBuyer = () => {
  const made = createBuyer()
  made.byManifest.mockImplementation(async () => atLeast())
  return made
}

test('an order is at the amount that was chosen, which the request says', async () => {
  const { buyer } = createOpenBuyer()
  const purchase = await buyer.buy(chosen(150n, { confirmed: toAmount(150n) }))
  expect(purchase).toMatchObject({ price: 150n, confirmed: 150n })
  expect(purchase.signedRequest.request.amount).toBe(150n)
  await expect(verifyRequest(purchase.signedRequest)).resolves.toBeUndefined()
})

test('an order is at the minimum where nothing was chosen, and its request says no amount', async () => {
  const { buyer } = createOpenBuyer()
  const purchase = await buyer.buy(input())
  expect(purchase.price).toBe(100n)
  expect(purchase.signedRequest.request).not.toHaveProperty('amount')
})

test.each([
  ['ORDER_BELOW_MINIMUM', 99n, null],
  ['ORDER_ABOVE_CAPACITY', 2n ** 256n, null],
  ['ORDER_COSTS_MORE', 150n, 149n],
] as const)('an order is refused with %s, and nothing is written', async (code, amount, confirmed) => {
  const { buyer, purchases } = createOpenBuyer()
  const asked = chosen(amount, { confirmed: confirmed === null ? null : toAmount(confirmed) })
  await expect(buyer.buy(asked)).rejects.toMatchObject({ code })
  expect(purchases.list()).toEqual([])
})

test('an order at a fixed price takes that amount alone, and its request says none', async () => {
  const { buyer } = createBuyer()
  await expect(buyer.buy(chosen(101n))).rejects.toMatchObject({ code: 'ORDER_PRICE_FIXED' })
  const purchase = await buyer.buy(chosen(100n))
  expect(purchase.signedRequest.request).not.toHaveProperty('amount')
})

test('an order that is not paid yet is not changed: another amount is refused, the same and none return it', async () => {
  const { buyer, purchases } = createOpenBuyer()
  const { id } = await buyer.buy(chosen(150n))
  for (const amount of [149n, 151n])
    await expect(buyer.buy(chosen(amount))).rejects.toMatchObject({ code: 'ORDER_UNDER_WAY' })
  expect((await buyer.buy(chosen(150n))).id).toBe(id)
  expect((await buyer.buy(input())).id).toBe(id)
  expect(purchases.list()).toMatchObject([{ id, price: 150n, confirmed: null }])
})

test.each(['paying', 'paid', 'owned'] as const)(
  'an order that is %s is returned, whatever is chosen',
  async (state) => {
    const { buyer, add } = createOpenBuyer()
    const { id } = add(state)
    expect((await buyer.buy(chosen(170n, { confirmed: toAmount(170n) }))).id).toBe(id)
  },
)

test('an order is claimed for nothing in a newer edition, and the request says no amount', async () => {
  const { buyer } = createOpenBuyer()
  const purchase = await buyer.claim(atLeast())
  expect(purchase).toMatchObject({ price: 0n, confirmed: 0n })
  expect(purchase.signedRequest.request).not.toHaveProperty('amount')
})
