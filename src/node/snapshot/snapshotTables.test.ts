import { expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'
import { isDeviceSetting } from '../settings/settings.ts'
import { snapshotTables } from './snapshotTables.ts'

const store = openStore(':memory:')
const inSchema = store
  .prepare<[], { name: string; type: string }>(
    "SELECT name, type FROM pragma_table_list WHERE schema = 'main'",
  )
  .all()
  .filter(({ name, type }) => type !== 'shadow' && type !== 'view' && !name.startsWith('sqlite_'))
  .map(({ name }) => name)

test('every table of the store is in snapshots, or left out with a reason', () => {
  expect(Object.keys(snapshotTables).toSorted()).toEqual(inSchema.toSorted())
  for (const part of Object.values(snapshotTables)) expect(part.kept || part.why.length > 10).toBe(true)
})

test('no table in snapshots refers to one that is not', () => {
  for (const [name, part] of Object.entries(snapshotTables)) {
    if (!part.kept) continue
    const parents = store
      .prepare<[string], string>('SELECT "table" FROM pragma_foreign_key_list(?)')
      .pluck()
      .all(name)
    for (const parent of parents) expect(snapshotTables[parent]?.kept).toBe(true)
  }
})

test('settings of the device are left out in SQL as in code', () => {
  const names = ['device-id', 'payments-cursor', 'volume', 'devices', 'cursor-color']
  for (const name of names) store.prepare('INSERT INTO settings VALUES (?, ?)').run(name, '1')
  const part = snapshotTables['settings']
  const where = part?.kept === true ? part.where : undefined
  const kept = store
    .prepare<[], string>(`SELECT name FROM settings WHERE ${where} ORDER BY name`)
    .pluck()
    .all()
  expect(kept).toEqual(names.filter((name) => !isDeviceSetting(name)).toSorted())
})

test('what is done after a restore is SQL of the newest schema', () => {
  for (const part of Object.values(snapshotTables)) {
    if (part.afterRestore !== undefined) store.exec(part.afterRestore)
  }
  expect(store.inTransaction).toBe(false)
})
