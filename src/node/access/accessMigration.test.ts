import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'

const folder = mkdtempSync(join(tmpdir(), 'busker-migration-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the step of announcements keeps the Ursulas that were met, as ones that have not dated what they said', () => {
  const migrations = readMigrations(new URL('../store/migrations/', import.meta.url))
  const file = join(folder, 'ursulas.sqlite')
  // What comes between them is about other tables, and needs keys.
  const base = migrations.slice(0, 3)
  const before = openDatabase({ file, migrations: base })
  before.exec("INSERT INTO ursulas VALUES (x'01', x'02', 5)")
  before.close()
  const after = openDatabase({
    file,
    migrations: [...base, ...migrations.filter(({ sql }) => sql.includes('own_ursulas'))],
  })
  expect(
    after.prepare('SELECT seen_at, issued_at, valid_until, silent_since FROM ursulas').raw().all(),
  ).toEqual([[5, null, null, null]])
  expect(after.prepare('SELECT count(*) FROM own_ursulas').pluck().get()).toBe(0)
  after.close()
})

test('step 3 adds the tables of access and keeps what was there', () => {
  const migrations = readMigrations(new URL('../store/migrations/', import.meta.url))
  const file = join(folder, 'node.sqlite')
  const before = openDatabase({ file, migrations: migrations.slice(0, 2) })
  before.exec("INSERT INTO settings VALUES ('device', 'x')")
  before.close()
  const after = openDatabase({ file, migrations: migrations.slice(0, 3) })
  expect(after.prepare('SELECT value FROM settings').pluck().all()).toEqual(['x'])
  const added = ['ursulas', 'grants', 'grant_ursulas', 'fragments', 'content_keys']
  const tables = after.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  expect(tables).toEqual(expect.arrayContaining(added))
  after.close()
})
