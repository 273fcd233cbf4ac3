import { beforeEach, expect, test } from 'vitest'
import { PostgresEngine } from '../../database/postgresEngine.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { signNameClaim } from '../../protocol/names.ts'
import { peerIdText } from '../../shared/ids.ts'
import { shortName } from '../../shared/shortNames.ts'
import { openHubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { createTestUser } from '../testing/testUser.ts'
import { createNameHandlers } from './nameHandlers.ts'
import { Names } from './names.ts'
import { NameStore } from './nameStore.ts'
import { namesLock, openNames } from './openNames.ts'
import { nameContract } from './testing/nameContract.ts'

const databases = PostgresDatabases.forTests()
const connect = async () => new PostgresEngine(await databases.connect(), namesLock)

nameContract('PostgreSQL', {
  async open() {
    await databases.create()
    return connect()
  },
  reopen: connect,
})

const hub = peerIdText.parse(`12D3KooW${'h'.repeat(44)}`)
const ana = shortName.parse('ana')

beforeEach(async () => {
  await databases.create()
})

test('what the hub’s own file had moves over, and never in place of what is there', async () => {
  const { now } = createManualClock()
  const [anna, bert] = await Promise.all([createTestUser(), createTestUser()])
  const store = openHubStore(':memory:')
  await new Names(new NameStore(new SqliteEngine(store)), now).claim(
    await signNameClaim(ana, hub, anna.identity, anna.account, now()),
  )
  const postgres = await databases.connect()
  await new Names(new NameStore(new PostgresEngine(postgres, namesLock)), now).claim(
    await signNameClaim(shortName.parse('bert'), hub, bert.identity, bert.account, now()),
  )
  for (let start = 0; start < 2; start += 1) {
    const names = await openNames(store, postgres, now)
    expect((await names.lookUp(ana))?.card).toEqual(anna.identity)
    expect(await names.count()).toBe(2)
  }
  // Given up within a day, nothing stays of it there, and nothing comes back from here.
  await (await openNames(store, postgres, now)).release(anna.address)
  expect(await (await openNames(store, postgres, now)).lookUp(ana)).toBeNull()
  store.close()
})

test('what is wrong with the database is said to nobody who asks', async () => {
  const { now } = createManualClock()
  const anna = await createTestUser()
  const names = new Names(new NameStore(await connect()), now)
  await databases.server.stop('at once')
  const handlers = createNameHandlers({ names, channelPartners: { has: () => true }, hub })
  await expect(handlers.lookUp({ name: ana }, anna.caller)).rejects.toMatchObject({
    code: 'HUB_NAMES_FAILED',
    message: expect.not.stringContaining('127.0.0.1'),
  })
  await databases.server.start()
})
