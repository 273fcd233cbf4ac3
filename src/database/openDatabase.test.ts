import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Migration, openDatabase } from './openDatabase.ts'

const first: Migration = { number: 1, sql: 'CREATE TABLE a (x INTEGER) STRICT;' }
const second: Migration = { number: 2, sql: 'ALTER TABLE a ADD COLUMN y TEXT;' }
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-database-'))
  file = join(folder, 'a.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a database is brought from an older step to the newest and keeps its rows', () => {
  const old = openDatabase({ file, migrations: [first] })
  old.exec('INSERT INTO a (x) VALUES (7)')
  old.close()
  const now = openDatabase({ file, migrations: [first, second] })
  expect(now.prepare('SELECT x, y FROM a').all()).toEqual([{ x: 7, y: null }])
  now.close()
})

test('a database of a newer version is refused', () => {
  openDatabase({ file, migrations: [first, second] }).close()
  expect(() => openDatabase({ file, migrations: [first] })).toThrow(
    expect.objectContaining({ code: 'DATABASE_FROM_FUTURE' }),
  )
})

test('a migration that fails leaves the database as it was', () => {
  openDatabase({ file, migrations: [first] }).close()
  const broken: Migration = { number: 2, sql: 'CREATE TABLE b (x INTEGER) STRICT; NONSENSE;' }
  expect(() => openDatabase({ file, migrations: [first, broken] })).toThrow('NONSENSE')
  const again = openDatabase({ file, migrations: [first] })
  expect(again.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").pluck().get()).toBe(0)
  again.close()
})

test('a number that is left out changes nothing', () => {
  openDatabase({ file, migrations: [first] }).close()
  const third: Migration = { number: 3, sql: 'ALTER TABLE a ADD COLUMN z TEXT;' }
  const database = openDatabase({ file, migrations: [first, third] })
  expect(database.pragma('user_version', { simple: true })).toBe(3)
  database.close()
  expect(() => openDatabase({ file, migrations: [first, second] })).toThrow(
    expect.objectContaining({ code: 'DATABASE_FROM_FUTURE' }),
  )
})

test('a migration calls the functions it is given, and fails as a whole where one fails', () => {
  const old = openDatabase({ file, migrations: [first] })
  old.exec('INSERT INTO a (x) VALUES (7)')
  old.close()
  const calling: Migration = { number: 2, sql: 'UPDATE a SET x = doubled(x);' }
  const doubled = (x: unknown) => Number(x) * 2
  const refusing = () => {
    throw new Error('not today')
  }
  const open = (call: typeof doubled) =>
    openDatabase({ file, migrations: [first, calling], functions: { doubled: call } })
  expect(() => open(refusing)).toThrow('not today')
  const database = open(doubled)
  expect(database.prepare('SELECT x FROM a').pluck().get()).toBe(14)
  database.close()
})

test('what was deleted before a VACUUM is in no page of the file and not in its log', () => {
  const vacuum: Migration = { number: 2, sql: '-- Erases.\nVACUUM;\n' }
  const old = openDatabase({ file, migrations: [first] })
  old.exec('CREATE TABLE b (t TEXT) STRICT')
  for (let row = 0; row < 100; row += 1)
    old.prepare('INSERT INTO b VALUES (?)').run(`marker ${row}`.repeat(50))
  old.exec('DELETE FROM b')
  old.close()
  expect(readFileSync(file).includes('marker')).toBe(true)
  const database = openDatabase({ file, migrations: [first, vacuum] })
  expect(readFileSync(file).includes('marker')).toBe(false)
  expect(readFileSync(`${file}-wal`).includes('marker')).toBe(false)
  expect(database.pragma('user_version', { simple: true })).toBe(2)
  database.close()
})

test('what is no database is refused by name', () => {
  writeFileSync(file, 'not a database at all, but long enough to be looked at as one. '.repeat(20))
  expect(() => openDatabase({ file, migrations: [first] })).toThrow(
    expect.objectContaining({ code: 'DATABASE_DAMAGED' }),
  )
})

test('a commit is on disk before it returns', () => {
  const database = openDatabase({ file, migrations: [first] })
  expect(database.pragma('synchronous', { simple: true })).toBe(2)
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
  database.close()
})
