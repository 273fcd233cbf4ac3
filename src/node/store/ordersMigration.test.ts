import { expect, test } from 'vitest'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'
import { migrationsFolder } from './openStore.ts'

/** The step before one paid order a label and recipient was a rule of the schema. */
const before = 11

interface Row {
  readonly id: string
  readonly state: string
  readonly duplicate_of: string | null
  readonly deadline: number | null
  readonly released_at: number | null
}

test('a store in which one recipient was sold a label twice opens with nothing lost, and one of the two counts', () => {
  const migrations = readMigrations(migrationsFolder)
  const store = openDatabase({ file: ':memory:', migrations: migrations.slice(0, before) })
  const sale = store.prepare(
    `INSERT INTO sales (id, state, label, buyer, recipient, amount, payment_id, secret, secret_hash, request, invoice,
       sealed_policy, created_at, changed_at) VALUES (?, ?, 'l', ?, ?, '5', '1', 's', ?, x'', x'', x'', ?, 50)`,
  )
  const sold: [string, string, string, string, number][] = [
    ['late', 'delivered', 'anna', 'friend', 20],
    ['early', 'paid', 'bert', 'friend', 10],
    ['open', 'invoiced', 'carl', 'friend', 5],
    ['other', 'releasing', 'anna', 'other', 30],
  ]
  for (const [id, state, buyer, recipient, at] of sold) sale.run(id, state, buyer, recipient, `h${id}`, at)
  for (const { sql } of migrations.slice(before, before + 1)) store.exec(sql)
  const rows = store.prepare<[], Row>('SELECT * FROM sales ORDER BY id').all()
  expect(rows.map(({ id, state, duplicate_of: duplicateOf }) => [id, state, duplicateOf])).toEqual([
    ['early', 'paid', null],
    ['late', 'delivered', 'early'],
    ['open', 'invoiced', null],
    ['other', 'releasing', null],
  ])
  expect(rows.find(({ id }) => id === 'other')).toMatchObject({ deadline: 50 + 86_400_000, released_at: 50 })
  expect(() => store.prepare("UPDATE sales SET state = 'releasing' WHERE id = 'open'").run()).toThrow(
    /UNIQUE/,
  )
  store.close()
})
