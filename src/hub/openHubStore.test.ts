import { expect, test } from 'vitest'
import { openDatabase, readMigrations } from '../database/openDatabase.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const migrations = readMigrations(new URL('./migrations/', import.meta.url))

/** What each step adds or changes, and a row it must take. */
const steps = [
  ['mail', "INSERT INTO mail (recipient, ticket, blob, expiry, peer) VALUES ('a', 't', x'00', 1, 'p')"],
  ['leases', "INSERT INTO leases (account, device, number, asked_until, until) VALUES ('a', 'd', 1, 2, 2)"],
  ['snapshots', "INSERT INTO snapshots (account, number, record) VALUES ('a', 1, x'00')"],
  [
    'funded_channels',
    "INSERT INTO funded_channels (account, deposit, state, intended_at) VALUES ('a', '1', 'intended', 1)",
  ],
  ['pins', "INSERT INTO pins (artist, number, catalogue) VALUES ('a', 1, 'c')"],
  ['top_ups', "INSERT INTO top_ups (account, present, total) VALUES ('a', '1', '1')"],
  [
    'channel_progress',
    "INSERT INTO channel_progress (account, channel, closing, settled, unreturned) VALUES ('a', 7, 0, 0, '-3')",
  ],
  [
    'hub_transactions',
    "INSERT INTO hub_transactions (account, at, count, established) VALUES ('a', 1, 3, 0)",
  ],
  ['expected_mail', "INSERT INTO expected_mail (recipient, ticket, expiry) VALUES ('a', 't', 1)"],
  ['pin_sizes', "INSERT INTO pin_sizes (artist, bytes) VALUES ('a', 5)"],
  ['pins', 'UPDATE pins SET unlisted = 3'],
  [
    'vouchers',
    "INSERT INTO vouchers (hash, credit, until, state, issued_at) VALUES ('h', '5', NULL, 'issued', 1)",
  ],
  ['ordered_closes', "INSERT INTO ordered_closes (account, ordered_at) VALUES ('a', 1)"],
  ['blocklist', "INSERT INTO blocklist (number, subject, act, record) VALUES (1, 'a', 'block', x'00')"],
  [
    'reports',
    "INSERT INTO reports (subject, account, reason, text, at, is_member, is_open, record) VALUES ('s', 'a', 'spam', '', 1, 0, 1, x'00')",
  ],
  ['pin_engine', "UPDATE pin_engine SET name = 'kubo'"],
  ['moved', "INSERT INTO moved (part) VALUES ('funding')"],
  ['leases', "UPDATE leases SET note = '0x00', wanted = '0x00'"],
  ['search_reader', "INSERT INTO search_reader (id) VALUES ('a')"],
  [
    'names',
    "INSERT INTO names (name, name_key, account, claimed_at, record) VALUES ('ana', 'ana', 'a', 1, 'AA')",
  ],
  ['collections', "INSERT INTO collections (collection, account, number, until) VALUES ('c', 'a', 1, 2)"],
  ['announced_ursulas', "INSERT INTO announced_ursulas VALUES ('p', '10.0.0.1', '10.0', 1, 1, 2, x'00')"],
] as const

test.each(steps.map(([table, row], index) => ({ table, row, number: index + 1 })))(
  'step $number adds or changes $table and keeps what was there',
  ({ table, row, number }) => {
    const folder = mkdtempSync(join(tmpdir(), 'busker-hub-store-'))
    const file = join(folder, 'hub.sqlite')
    const earlier = steps.slice(0, number - 1)
    for (const [index, [, insert]] of earlier.entries()) {
      const before = openDatabase({ file, migrations: migrations.slice(0, index + 1) })
      before.exec(insert)
      before.close()
    }
    const after = openDatabase({ file, migrations: migrations.slice(0, number) })
    after.exec(row)
    for (const name of [...earlier.map(([each]) => each), table]) {
      expect(after.prepare(`SELECT count(*) FROM ${name}`).pluck().get()).toBe(1)
    }
    after.close()
    rmSync(folder, { recursive: true })
  },
)

test('step 10 counts what is there of pins that were kept before it, and follows them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'busker-hub-store-'))
  const file = join(folder, 'hub.sqlite')
  const before = openDatabase({ file, migrations: migrations.slice(0, 9) })
  before.exec(`INSERT INTO pins (artist, number, catalogue) VALUES ('a', 1, 'c'), ('b', 1, 'c');
    INSERT INTO pin_blocks (artist, cid, size, number, state, position) VALUES ('a', 'one', 5, 1, 'kept', 1),
    ('a', 'two', 7, 1, 'kept', 2), ('a', 'promised', 9, 1, 'missing', 3), ('b', 'one', 5, 1, 'kept', 1)`)
  before.close()
  const after = openDatabase({ file, migrations })
  const sizes = () => after.prepare('SELECT artist, bytes FROM pin_sizes ORDER BY artist').raw().all()
  expect(sizes()).toEqual([
    ['a', 12],
    ['b', 5],
  ])
  after.exec(
    "UPDATE pin_blocks SET state = 'kept' WHERE cid = 'promised'; DELETE FROM pin_blocks WHERE artist = 'b'",
  )
  expect(sizes()).toEqual([
    ['a', 21],
    ['b', 0],
  ])
  after.close()
  rmSync(folder, { recursive: true })
})

test('there is a test for each step', () => {
  expect(steps).toHaveLength(migrations.length)
})
