import { beforeEach, describe, expect, test } from 'vitest'
import { readMigrations } from '../../database/openDatabase.ts'
import { openPostgres } from '../../database/postgres.ts'
import { address, hex32 } from '../../shared/ids.ts'
import { minuteMs } from '../clock.ts'
import { openHubStore } from '../openHubStore.ts'
import { openHubPostgres } from '../postgres/openHubPostgres.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { createTestUser } from '../testing/testUser.ts'
import { createLeaseHandlers } from './leaseHandlers.ts'
import { openLeases } from './openLeases.ts'
import { Leases, maxLeaseMs } from './leases.ts'
import { PostgresLeases } from './postgresLeases.ts'
import { SqliteLeases } from './sqliteLeases.ts'
import { leaseContract } from './testing/leaseContract.ts'

const databases = PostgresDatabases.forTests()

leaseContract('PostgreSQL', {
  async open() {
    await databases.create()
    return new PostgresLeases(await databases.connect())
  },
  reopen: async () => new PostgresLeases(await databases.connect()),
})

describe('leases that two processes of a hub grant', () => {
  const account = address.parse(`0x${'a'.repeat(40)}`)
  const device = (digit: number) => hex32.parse(`0x${String(digit).repeat(64)}`)
  const request = (digit: number, number: number, durationMs = minuteMs) =>
    ({ v: 2, account, device: device(digit), number, durationMs }) as const

  beforeEach(async () => {
    await databases.create()
  })

  test('of devices that ask both at one moment one has it, each time', async () => {
    const { now, advance } = createManualClock()
    const [first, second] = [
      new Leases(new PostgresLeases(await databases.connect()), now),
      new Leases(new PostgresLeases(await databases.connect()), now),
    ]
    for (let round = 1; round <= 20; round += 1) {
      const asked = [1, 2, 3, 4].map((digit) =>
        (digit % 2 === 0 ? first : second).take(request(digit, round)),
      )
      const outcomes = await Promise.allSettled(asked)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
      expect(refusals).toEqual(Array(3).fill(expect.objectContaining({ code: 'HUB_LEASE_HELD' })))
      advance(2 * minuteMs + 1)
    }
  })

  test('a process whose clock is ahead gives away nothing that another has granted', async () => {
    const { now } = createManualClock()
    const behind = new Leases(new PostgresLeases(await databases.connect()), now)
    const ahead = new Leases(new PostgresLeases(await databases.connect()), () => now() + minuteMs + 30_000)
    await behind.take(request(1, 1))
    await expect(ahead.take(request(2, 2))).rejects.toMatchObject({ code: 'HUB_LEASE_HELD' })
  })

  test('what was granted is there after the server was killed, and nobody is granted anything meanwhile', async () => {
    const { now } = createManualClock()
    const leases = new Leases(new PostgresLeases(await databases.connect()), now)
    await leases.take(request(1, 1))
    await databases.server.stop('at once')
    await expect(leases.take(request(2, 2))).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    })
    const anna = await createTestUser()
    const current = createLeaseHandlers(leases).currentLease({ identity: anna.identity }, anna.caller)
    await expect(current).rejects.toMatchObject({
      code: 'HUB_LEASE_FAILED',
      message: expect.not.stringContaining('127.0.0.1'),
    })
    await databases.server.start()
    await expect(leases.take(request(2, 2))).rejects.toMatchObject({ code: 'HUB_LEASE_HELD' })
    expect(await leases.take(request(1, 2))).toBe(minuteMs)
  })

  test('what the hub’s own file had moves over, and never in place of what is newer', async () => {
    const { now } = createManualClock()
    const store = openHubStore(':memory:')
    await new Leases(new SqliteLeases(store), now).take(request(1, 5, maxLeaseMs))
    const postgres = await databases.connect()
    const leases = await openLeases(store, postgres, now)
    expect(await leases.current(account)).toMatchObject({ device: device(1), number: 5 })
    await expect(leases.take(request(2, 6))).rejects.toMatchObject({ code: 'HUB_LEASE_HELD' })
    await leases.take(request(1, 6))
    expect(await (await openLeases(store, postgres, now)).current(account)).toMatchObject({ number: 6 })
    store.close()
  })

  test('two processes that start at once bring the schema up to date once', async () => {
    const [first] = await Promise.all([databases.connect(), databases.connect()])
    const steps = readMigrations(new URL('../postgres/migrations/', import.meta.url))
    expect(await first.query('SELECT number FROM busker_schema')).toEqual(
      steps.map(({ number }) => ({ number })),
    )
  })

  test('a database that a newer Busker has written is left alone', async () => {
    const postgres = await databases.connect()
    await postgres.query('INSERT INTO busker_schema VALUES (99)')
    await expect(openHubPostgres(databases.url)).rejects.toMatchObject({ code: 'DATABASE_FROM_FUTURE' })
  })

  test('a step that fails leaves nothing behind', async () => {
    const steps = [
      { number: 1, sql: 'CREATE TABLE a (b INTEGER)' },
      { number: 2, sql: 'CREATE TABLE nonsense' },
    ]
    await expect(openPostgres(databases.url, steps)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
    const postgres = await databases.connect()
    expect(await postgres.query("SELECT to_regclass('a') AS a")).toEqual([{ a: null }])
  })

  test('a password is never in what is said', async () => {
    const secret = databases.url.replace('busker@', 'busker:s3cret@').replace(/:\d+\//, ':9/')
    await expect(openHubPostgres(secret)).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      message: expect.not.stringContaining('s3cret'),
    })
  })
})
