import { expect, test } from 'vitest'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { dayMs } from '../clock.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { sqliteStores } from '../testing/sqliteStores.ts'
import { Mailbox } from './mailbox.ts'
import { defaultMailboxLimits } from './mailboxLimits.ts'
import { mailboxContract } from './testing/mailboxContract.ts'
import { anna, bert, everybodyIsPartner, letterAt, partner, stranger } from './testing/testLetters.ts'

mailboxContract('SQLite', sqliteStores())

test('letters of the time before senders counted are strangers’, and their bytes are counted', async () => {
  const { now } = createManualClock()
  const before = letterAt(1, '12345678', now() + dayMs)
  const migrations = readMigrations(new URL('../migrations/', import.meta.url))
  const store = openDatabase({ file: ':memory:', migrations: migrations.slice(0, 8) })
  store
    .prepare('INSERT INTO mail (recipient, ticket, blob, expiry, peer) VALUES (?, ?, ?, ?, ?)')
    .run(anna, before.ticket, before.blob, before.expiry, stranger(1).peer)
  for (const { sql } of migrations.slice(8)) store.exec(sql)
  const limits = { ...defaultMailboxLimits, totalBytes: 8 }
  const mailbox = new Mailbox(new SqliteEngine(store), now, everybodyIsPartner, limits)
  expect(await mailbox.read(anna)).toMatchObject([{ ...before, position: 1 }])
  await mailbox.put(bert, letterAt(2, 'sealed', now() + dayMs), partner(1))
  expect(await mailbox.read(anna)).toEqual([])
})
