import { beforeEach, expect, test } from 'vitest'
import { hex32, toAddress } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { readContent } from './snapshotContent.ts'

const account = toAddress(`0x${'a'.repeat(40)}`)
const device = hex32.parse(`0x${'d'.repeat(64)}`)
let store: Store

beforeEach(() => {
  store = openStore(':memory:')
})

const idsIn = (table: string) => {
  const { tables } = readContent(store, device, { account, issuedAt: 1 })
  return tables.find(({ name }) => name === table)?.rows.map(([id]) => id) ?? []
}

function sell(id: string, state: string, amount: string, createdAt: number): void {
  store
    .prepare(
      `INSERT INTO sales (id, state, label, buyer, recipient, amount, payment_id, sealed_secret, secret_hash, request, invoice,
         sealed_policy, created_at, changed_at) VALUES (?, ?, 'l', ?, ?, ?, '1', x'', ?, x'', x'', x'', ?, 1)`,
    )
    .run(id, state, id, id, amount, id, createdAt)
  store
    .prepare(
      `INSERT INTO grants (id, label, recipient, order_id, threshold, shares, end_at, granted_at, statement)
       VALUES (?, 'l', ?, ?, 2, 3, 1, 1, x'')`,
    )
    .run(`g${id}`, id, id)
}

test('of sales only what is paid, or being paid, enters a snapshot', () => {
  for (const state of ['invoiced', 'refusing', 'expired', 'releasing', 'paid', 'delivered']) {
    sell(state, state, '5', 1)
  }
  expect(idsIn('sales')).toEqual(['delivered', 'paid', 'releasing'])
})

test('of what was given for nothing the newest thousand do, with their grants; and all that was revoked', () => {
  sell('paid', 'paid', '5', 0)
  for (let given = 0; given < 1200; given += 1) sell(`free ${given}`, 'delivered', '0', given + 1)
  store.exec(`UPDATE grants SET revocation = x'00' WHERE id = 'gfree 1'`)
  expect([idsIn('sales').length, idsIn('grants').length]).toEqual([1001, 1002])
  expect(idsIn('sales')).toContain('paid')
  expect(idsIn('sales')).not.toContain('free 199')
  expect(idsIn('grants')).toContain('gfree 1')
})

test('a gift enters a snapshot once it is accepted', () => {
  const gift = store.prepare(
    `INSERT INTO gifts (id, state, label, manifest, seller, giver, is_vouched, amount, receipt, sealed_policy, received_at,
       changed_at) VALUES (?, ?, 'l', 'm', 's', 'g', 0, '1', x'', x'', 1, 1)`,
  )
  for (const state of ['waiting', 'accepted', 'declined', 'lapsed']) gift.run(state, state)
  expect(idsIn('gifts')).toEqual(['accepted'])
})
