import { beforeEach, expect, test } from 'vitest'
import type { TransferLookup } from '../../raiden/payments.ts'
import { BuskerError } from '../../shared/errors.ts'
import { maxOwedSales } from '../../shared/hubDebt.ts'
import { orderId, secretHash } from '../../shared/ids.ts'
import { openStore } from '../store/openStore.ts'
import { HubDebts } from './hubDebts.ts'
import { type Sale, Sales } from './sales.ts'
import { createOrder, createPeople, createWork } from './testing/orderFixture.ts'

const now = Date.UTC(2030, 0, 1)
const revealTimeoutMs = 10_000
const hex = (index: number) => `0x${String(index).padStart(64, '0')}`
const { artist, listener } = await createPeople()
const { sale } = await createOrder(artist, listener, await createWork(artist))
let sales: Sales
let changed: string[]
let debts: HubDebts
/** What Raiden finds of a sale's payment. */
let found: (hash: string) => Pick<TransferLookup, 'state'>

beforeEach(() => {
  const store = openStore(':memory:', { keys: artist })
  sales = new Sales(store, artist)
  sales.insert(sale)
  changed = []
  found = () => ({ state: 'failed' })
  debts = new HubDebts({
    sales,
    revealTimeoutMs,
    now: () => now,
    payments: { lookup: async (hash) => found(hash) as TransferLookup },
    onChange: (id) => changed.push(id),
  })
  return () => store.close()
})

/** The hub withheld what came in for this many sales. */
function withhold(count: number, change: Partial<Sale> = {}): Sale[] {
  return Array.from({ length: count }, (_, index) => {
    const withheld = {
      ...sale,
      id: orderId.parse(hex(index)),
      secretHash: secretHash.parse(hex(index)),
      state: 'paid',
      label: `track/${String(index).padStart(32, '0')}/1` as Sale['label'],
      debt: sale.amount,
      code: 'SALE_WITHHELD',
      message: 'The hub owes it.',
      ...change,
    } as const
    sales.insert(withheld)
    return withheld
  })
}

test('nothing is owed before anything was withheld', () => {
  expect([debts.total(), debts.isAtLimit()]).toEqual([0n, false])
})

test('what is owed is the sum of what was withheld, and selling stops at the limit', () => {
  withhold(maxOwedSales - 1)
  expect(debts.isAtLimit()).toBe(false)
  expect(debts.total()).toBe(100n * BigInt(maxOwedSales - 1))
  sales.update(sale.id, { debt: sale.amount })
  expect([debts.total(), debts.isAtLimit()]).toEqual([100n * BigInt(maxOwedSales), true])
})

test('a secret that is out counts as owed once the money should be here', () => {
  sales.update(sale.id, { state: 'releasing', releasedAt: now - revealTimeoutMs })
  expect(debts.total()).toBe(0n)
  sales.update(sale.id, { releasedAt: now - revealTimeoutMs - 1 })
  expect(debts.total()).toBe(100n)
})

test('what is given up is not counted any more, and stays written', () => {
  const [given, owed] = withhold(2)
  if (given === undefined || owed === undefined) throw new Error('Nothing was withheld.')
  expect(debts.waive(given.id)).toMatchObject({ id: given.id, debt: sale.amount, debtWaivedAt: now })
  expect(sales.get(given.id)).toMatchObject({ debt: sale.amount, debtWaivedAt: now })
  expect(debts.total()).toBe(owed.amount)
  expect(changed).toEqual([given.id])
})

test('neither an unknown sale nor one without a debt can be waived', () => {
  expect(() => debts.waive(hex(5))).toThrow(expect.objectContaining({ code: 'ORDER_UNKNOWN' }) as Error)
  expect(() => debts.waive(sale.id)).toThrow(expect.objectContaining({ code: 'SALE_NOTHING_OWED' }) as Error)
  expect(changed).toEqual([])
})

test('what the hub pays late is owed no more, given up or not; the rest is', async () => {
  const [late, owed] = withhold(2, { debtWaivedAt: now - 1 })
  if (late === undefined || owed === undefined) throw new Error('Nothing was withheld.')
  expect(await debts.collect()).toBe(false)
  found = (hash) => ({ state: hash === late.secretHash ? 'paid' : 'failed' })
  expect(await debts.collect()).toBe(true)
  expect(sales.get(late.id)).toMatchObject({ debt: null, debtWaivedAt: null, code: null, message: null })
  expect(sales.get(owed.id)).toMatchObject({ debt: sale.amount, code: 'SALE_WITHHELD' })
  expect(changed).toEqual([late.id])
  expect(await debts.collect()).toBe(false)
})

test('while Raiden does not run no debt is taken for paid', async () => {
  withhold(1)
  found = () => {
    throw new BuskerError('PROCESS_NOT_RUNNING', 'Raiden does not run.')
  }
  expect(await debts.collect()).toBe(false)
  expect(debts.total()).toBe(sale.amount)
})
