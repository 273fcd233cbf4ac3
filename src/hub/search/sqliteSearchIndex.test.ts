import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'
import { SqliteSearchIndex } from './sqliteSearchIndex.ts'
import { searchIndexContract } from './testing/searchIndexContract.ts'

searchIndexContract(async () => new SqliteSearchIndex(':memory:'))

test('an index from before works could be hidden is kept, with all of it shown', () => {
  const migrations = readMigrations(new URL('./migrations/', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'busker-search-'))
  const file = join(folder, 'search.sqlite')
  const before = openDatabase({ file, migrations: migrations.slice(0, 1) })
  before.exec(`INSERT INTO works (kind, work, edition, artist, manifest, title, artist_name, name_key, created_at)
    VALUES ('track', 'w', 1, 'a', 'm', 'Tidemarks', 'Anna', 'anna', 1)`)
  before.close()
  const after = openDatabase({ file, migrations })
  expect(after.prepare('SELECT is_hidden FROM works').pluck().all()).toEqual([0])
  after.close()
  rmSync(folder, { recursive: true })
})
