import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'

const folder = mkdtempSync(join(tmpdir(), 'busker-migration-'))
afterEach(() => rmSync(folder, { recursive: true }))

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
