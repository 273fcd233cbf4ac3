import { expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { openHubStore } from '../openHubStore.ts'
import { compareMailboxWithModel } from './testing/mailboxModel.ts'

test('whatever is put, removed, waited for and restarted, the mailbox is what a list of letters would be', async () => {
  const compared = compareMailboxWithModel(async () => new SqliteEngine(openHubStore(':memory:')), 150)
  await expect(compared).resolves.toBeUndefined()
})
