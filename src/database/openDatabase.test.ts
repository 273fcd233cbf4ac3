import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
