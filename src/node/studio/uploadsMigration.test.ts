import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'

const folder = mkdtempSync(join(tmpdir(), 'busker-migration-'))
afterEach(() => rmSync(folder, { recursive: true }))

test('step 7 gives uploads more states and releases, and keeps those that were under way, with their blocks', () => {
  const migrations = readMigrations(new URL('../store/migrations/', import.meta.url))
  const file = join(folder, 'node.sqlite')
  const before = openDatabase({ file, migrations: migrations.slice(0, 6) })
  before.exec(`
    INSERT INTO uploads VALUES ('a', 'encoding', 1, '/a.wav', '{"title":"A"}', '5', NULL, NULL, NULL, 1, 2);
    INSERT INTO uploads VALUES ('b', 'announced', 1, '/b.wav', '{}', '0', x'00', NULL, NULL, 3, 4);
    INSERT INTO upload_blocks VALUES ('a', 'bafk1'), ('a', 'bafk2');`)
  before.close()

  const after = openDatabase({ file, migrations: migrations.slice(0, 7) })
  const rows = 'SELECT id, state, price, release, position, dismissed, steps FROM uploads ORDER BY id'
  const kept = { release: null, position: 1, dismissed: 0, steps: '[]' }
  expect(after.prepare(rows).all()).toEqual([
    { id: 'a', state: 'encoding', price: '5', ...kept },
    { id: 'b', state: 'announced', price: '0', ...kept },
  ])
  after.exec("UPDATE uploads SET state = 'cancelled' WHERE id = 'b'")
  expect(after.prepare("SELECT cid FROM upload_blocks WHERE upload = 'a'").pluck().all()).toEqual([
    'bafk1',
    'bafk2',
  ])
  after.exec("DELETE FROM uploads WHERE id = 'a'")
  expect(after.prepare('SELECT count(*) FROM upload_blocks').pluck().get()).toBe(0)
  expect(after.pragma('foreign_key_check')).toEqual([])
  after.close()
})
