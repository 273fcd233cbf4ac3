import { beforeEach, describe, expect, test } from 'vitest'
import { snapshot } from '../../protocol/hub.ts'
import { sign } from '../../protocol/signed.ts'
import { ChannelPartners } from '../channelPartners.ts'
import { openHubStore } from '../openHubStore.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { createTestUser } from '../testing/testUser.ts'
import { openSnapshots } from './openSnapshots.ts'
import { PostgresSnapshots } from './postgresSnapshots.ts'
import { createSnapshotHandlers } from './snapshotHandlers.ts'
import { defaultSnapshotLimits, Snapshots } from './snapshots.ts'
import { SqliteSnapshots } from './sqliteSnapshots.ts'
import { snapshotContract } from './testing/snapshotContract.ts'

const databases = PostgresDatabases.forTests()

snapshotContract('PostgreSQL', {
  async open() {
    await databases.create()
    return new PostgresSnapshots(await databases.connect())
  },
  reopen: async () => new PostgresSnapshots(await databases.connect()),
})

describe('snapshots that two processes of a hub keep', async () => {
  const anna = await createTestUser()
  const make = (number: number, of = anna, bytes = 100) => {
    const sealed = new Uint8Array(bytes).fill(number)
    return sign('snapshot', snapshot, { v: 1, account: of.address, number, time: number, sealed }, of.account)
  }

  beforeEach(async () => {
    await databases.create()
  })

  test('of two with one number, given to both at one moment, one is kept', async () => {
    const partners = new ChannelPartners(openHubStore(':memory:'))
    const processes = [await databases.connect(), await databases.connect()].map(
      (postgres) => new Snapshots(new PostgresSnapshots(postgres), partners),
    )
    const [one, other] = [await make(5), await make(5, anna, 200)]
    const outcomes = await Promise.allSettled(
      processes.map((snapshots, index) => snapshots.keep(index === 0 ? one : other)),
    )
    expect(outcomes.map(({ status }) => status).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'fulfilled',
      'rejected',
    ])
  })

  test('two that come at one moment do not both take the last room', async () => {
    const partners = new ChannelPartners(openHubStore(':memory:'))
    const users = await Promise.all(Array.from({ length: 4 }, () => createTestUser()))
    const limits = { ...defaultSnapshotLimits, nonPartnerBytes: 2500 }
    const made = await Promise.all(users.map((user) => make(1, user, 800)))
    const [first, second] = [
      new Snapshots(new PostgresSnapshots(await databases.connect()), partners, limits),
      new Snapshots(new PostgresSnapshots(await databases.connect()), partners, limits),
    ]
    await Promise.allSettled(made.map((each, index) => (index % 2 === 0 ? first : second).keep(each)))
    const total = await first.totalBytes()
    expect(total).toBeGreaterThan(800)
    expect(total).toBeLessThanOrEqual(2500)
  })

  test('what the hub’s own file had moves over, both of an account, and never in place of what is newer', async () => {
    const store = openHubStore(':memory:')
    const partners = new ChannelPartners(store)
    const own = new Snapshots(new SqliteSnapshots(store), partners)
    const [first, second, third] = [await make(1), await make(2), await make(3)]
    await own.keep(first)
    await own.keep(second)
    const postgres = await databases.connect()
    const shared = await openSnapshots(store, postgres, partners)
    expect(await shared.newest(anna.address)).toEqual(second)
    expect(await shared.newest(anna.address, 2)).toEqual(first)
    await shared.keep(third)
    expect(await (await openSnapshots(store, postgres, partners)).newest(anna.address)).toEqual(third)
  })

  test('who asks hears nothing of the server', async () => {
    const partners = new ChannelPartners(openHubStore(':memory:'))
    const handlers = createSnapshotHandlers(
      new Snapshots(new PostgresSnapshots(await databases.connect()), partners),
    )
    await databases.server.stop('at once')
    await expect(handlers.keepSnapshot({ snapshot: await make(1) }, anna.caller)).rejects.toMatchObject({
      code: 'HUB_PART_SILENT',
      message: expect.not.stringContaining('127.0.0.1'),
    })
    await databases.server.start()
  })
})
