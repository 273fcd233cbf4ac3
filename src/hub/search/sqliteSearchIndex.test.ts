import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrationsUpTo, openDatabase, readMigrations } from '../../database/openDatabase.ts'
import { SqliteSearchIndex } from './sqliteSearchIndex.ts'
import { anna, indexedWork, searchIndexContract } from './testing/searchIndexContract.ts'

searchIndexContract('SQLite', async () => new SqliteSearchIndex(':memory:'))

test('an index of an earlier Busker is emptied, and says that all of it is missing', async () => {
  const migrations = readMigrations(new URL('./migrations/', import.meta.url))
  const folder = mkdtempSync(join(tmpdir(), 'busker-search-'))
  const file = join(folder, 'search.sqlite')
  const before = openDatabase({ file, migrations: migrationsUpTo(migrations, 3) })
  before.exec(`INSERT INTO works (kind, work, edition, artist, manifest, title, artist_name, name_key, created_at)
    VALUES ('track', 'w', 1, '${anna}', 'm', 'Tidemarks', 'Anna', 'anna', 1);
    INSERT INTO hidden VALUES ('${anna}')`)
  before.close()
  const after = new SqliteSearchIndex(file)
  expect(await after.count()).toBe(0)
  expect(await after.missing([{ artist: anna, number: 1 }])).toEqual([anna])
  await after.replace([{ artist: anna, number: 1, works: [indexedWork('Tidemarks')] }])
  expect(await after.find({ by: 'newest' }, { limit: 1, offset: 0 })).toEqual([])
  await after.close()
  rmSync(folder, { recursive: true })
})
