import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { address, hex32 } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import {
  decodeContent,
  contentDigest,
  encodeContent,
  readContent,
  applyAfterRestore,
  writeContent,
} from './snapshotContent.ts'
import { insertPurchase, comparableRows } from './testing/storeRows.ts'

const owner = { account: address.parse(`0x${'a'.repeat(40)}`), issuedAt: 7 }
const device = hex32.parse(`0x${'d'.repeat(64)}`)
let store: Store

beforeEach(() => {
  store = openStore(':memory:')
})

const copyOf = (from: Store): Store => {
  const copy = openStore(':memory:')
  writeContent(copy, decodeContent(encodeContent(readContent(from, device, owner))))
  return copy
}

test('what is read from one store and written to another is the same, blobs and NULLs too', () => {
  insertPurchase(store, 'a')
  insertPurchase(store, 'b', 'declined')
  store.prepare("INSERT INTO settings VALUES ('volume', '3')").run()
  expect(comparableRows(copyOf(store))).toEqual(comparableRows(store))
})

test('integers beyond what JavaScript counts exactly come back exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (number) => {
      const from = openStore(':memory:')
      insertPurchase(from, 'a')
      from.prepare('UPDATE purchases SET changed_at = ?').run(number)
      const copy = copyOf(from)
      const changed = copy
        .prepare('SELECT changed_at, typeof(changed_at) FROM purchases')
        .safeIntegers()
        .raw()
        .get()
      expect(changed).toEqual([number, 'integer'])
    }),
    { numRuns: 15 },
  )
})

test('text and bytes of any kind come back as they were', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
      const from = openStore(':memory:')
      insertPurchase(from, 'a')
      from.prepare('UPDATE purchases SET message = ?, request = ?').run(text, bytes)
      expect(comparableRows(copyOf(from))).toEqual(comparableRows(from))
    }),
    { numRuns: 15 },
  )
})

test('the same content has the same digest, and any change another one', () => {
  const digest = () => contentDigest(encodeContent(readContent(store, device, owner)))
  insertPurchase(store, 'b')
  insertPurchase(store, 'a')
  const before = digest()
  expect(digest()).toBe(before)
  store.prepare("INSERT INTO settings VALUES ('device-lease', '1'), ('payments-cursor', '9')").run()
  expect(digest()).toBe(before)
  store.prepare("UPDATE purchases SET state = 'failed' WHERE id = 'a'").run()
  expect(digest()).not.toBe(before)
})

test('an order that was being paid is not paid again on another machine', () => {
  for (const [id, state] of [
    ['a', 'paying'],
    ['b', 'paid'],
    ['c', 'invoiced'],
  ] as const)
    insertPurchase(store, id, state)
  applyAfterRestore(store)
  expect(store.prepare('SELECT id, state, code FROM purchases ORDER BY id').raw().all()).toEqual([
    ['a', 'failed', 'ORDER_RESTORED'],
    ['b', 'paid', null],
    ['c', 'invoiced', null],
  ])
})

test('rows that do not fit the schema are refused and leave the store empty', () => {
  insertPurchase(store, 'a')
  const content = readContent(store, device, owner)
  const copy = openStore(':memory:')
  const broken = content.tables.map((table) => ({
    ...table,
    columns: table.columns.map((name) => `${name}x`),
  }))
  expect(() => writeContent(copy, { ...content, tables: broken })).toThrow(
    expect.objectContaining({ code: 'SNAPSHOT_DAMAGED' }),
  )
  expect(copy.prepare('SELECT count(*) FROM purchases').pluck().get()).toBe(0)
})

test('of the catalogue, what one made, bought or has the key of is kept, and can be searched', () => {
  const stranger = `0x${'b'.repeat(40)}`
  const made = { own: owner.account, bought: stranger, keyed: stranger, heard: stranger }
  for (const [index, [name, artist]] of Object.entries(made).entries()) {
    store
      .prepare('INSERT INTO manifests VALUES (?, ?, ?, 1, ?, ?, ?)')
      .run(name, 'track', name, artist, 'c', Buffer.from(name))
    store
      .prepare(
        `INSERT INTO works (id, kind, work, edition, artist, manifest, listed, title, artist_name, amount, chain_id,
           token_network, created_at) VALUES (?, 'track', ?, 1, ?, ?, 1, ?, 'somebody', '5', 1, 't', 1)`,
      )
      .run(index + 10, name, artist, name, `title ${name}`)
    store
      .prepare('INSERT INTO heads (artist, number, catalogue, bytes, state) VALUES (?, ?, ?, ?, ?)')
      .run(artist, index, 'c', Buffer.alloc(1), 'current')
  }
  store.prepare("INSERT INTO content_keys VALUES ('keyed', 1, x'00')").run()
  insertPurchase(store, 'a')
  store.prepare("UPDATE purchases SET manifest = 'bought'").run()
  const copy = copyOf(store)
  applyAfterRestore(copy)
  const column = (sql: string) => copy.prepare<[], string>(sql).pluck().all()
  expect(column('SELECT cid FROM manifests ORDER BY cid')).toEqual(['bought', 'keyed', 'own'])
  expect(column('SELECT work FROM works ORDER BY work')).toEqual(['bought', 'keyed', 'own'])
  expect(column('SELECT artist FROM heads')).toEqual([owner.account])
  expect(
    column(
      "SELECT work FROM works WHERE id IN (SELECT rowid FROM work_search WHERE work_search MATCH 'keyed')",
    ),
  ).toEqual(['keyed'])
})

test('an upload that was not finished says so on another machine, which has neither its file nor its blocks', () => {
  const insert = store.prepare(
    `INSERT INTO uploads (id, state, edition, file, price, edits, steps, position, dismissed, manifest, created_at,
       changed_at) VALUES (?, ?, 1, '/music/piece.wav', '5', '{}', '[]', 1, 0, ?, 1, 1)`,
  )
  insert.run('1-encoding', 'encoding', null)
  insert.run('2-publishing', 'publishing', Buffer.from('manifest'))
  insert.run('3-not-announced', 'failed', Buffer.from('manifest'))
  insert.run('4-no-audio', 'failed', null)
  insert.run('5-announced', 'announced', Buffer.from('manifest'))
  const copy = copyOf(store)
  applyAfterRestore(copy)
  expect(copy.prepare('SELECT state, code, manifest IS NULL FROM uploads ORDER BY id').raw().all()).toEqual([
    ['failed', 'UPLOAD_RESTORED', 1],
    ['failed', 'UPLOAD_RESTORED', 1],
    ['failed', 'UPLOAD_RESTORED', 1],
    ['failed', null, 1],
    ['announced', null, 0],
  ])
})

test('what was reserved on another machine is not ordered from here without a word', () => {
  const reserve = store.prepare(
    `INSERT INTO reservations (id, state, artist, kind, work, title, artist_name, tracks, price, maximum_fee, at, deadline, created_at, changed_at)
     VALUES (@state, @state, '0x1', 'track', @state, 'Rain', 'Ada', 1, '5', '1', 9, 9, 1, 1)`,
  )
  for (const state of ['waiting', 'ordering', 'ordered', 'bought', 'stopped']) reserve.run({ state })
  applyAfterRestore(store)
  const rows = store.prepare('SELECT id, state, code, deadline FROM reservations ORDER BY id').raw().all()
  expect(rows).toEqual([
    ['bought', 'bought', null, 9],
    ['ordered', 'stopped', 'RESERVATION_RESTORED', null],
    ['ordering', 'stopped', 'RESERVATION_RESTORED', null],
    ['stopped', 'stopped', null, 9],
    ['waiting', 'stopped', 'RESERVATION_RESTORED', null],
  ])
})
