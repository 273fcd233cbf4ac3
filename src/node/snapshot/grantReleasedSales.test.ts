import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { GrantTable } from '../access/grantTable.ts'
import { Sales } from '../market/sales.ts'
import { openStore } from '../store/openStore.ts'
import { applyAfterRestore } from './snapshotContent.ts'
import { grantReleasedSales } from './grantReleasedSales.ts'
import { insertSale } from './testing/insertSale.ts'

test('a sale whose secret may be out is restored as paid, with its grant, once', () => {
  const keys = { storeKey: new Uint8Array(randomBytes(32)) }
  const store = openStore(':memory:', { keys })
  const released = insertSale(store, keys, 'releasing')
  insertSale(store, keys, 'invoiced')
  const delivered = insertSale(store, keys, 'delivered')
  for (let time = 0; time < 2; time += 1) {
    grantReleasedSales(store, keys)
    applyAfterRestore(store)
  }
  expect(new Sales(store, keys).get(released.id)).toMatchObject({ state: 'paid', debt: released.amount })
  const grants = new GrantTable(store).list()
  expect(grants).toHaveLength(2)
  expect(new Set(grants.map(({ order }) => order))).toEqual(new Set([released.id, delivered.id]))
  expect(grants.find(({ order }) => order === released.id)).toMatchObject({
    recipient: released.recipient,
    label: released.label,
    threshold: 2,
    shares: 3,
  })
})
