import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { insertMissing } from '../../database/steps.ts'
import { CatalogueHarness, offer } from '../../node/catalogue/testing/catalogueHarness.ts'
import { openStore } from '../../node/store/openStore.ts'
import { postgresFolder } from '../../process/toolPaths.mjs'
import { catalogueSubject, hex32 } from '../../shared/ids.ts'
import { openHubKeys } from '../hubKeys.ts'
import { Leases, maxLeaseMs } from '../leases/leases.ts'
import { SqliteLeases } from '../leases/sqliteLeases.ts'
import { Blocklist } from '../moderation/blocklist.ts'
import { openHubStore } from '../openHubStore.ts'
import { openSearchIndex } from '../search/openSearchIndex.ts'
import { anna } from '../search/testing/searchIndexContract.ts'
import { PostgresDatabases } from '../testing/postgresDatabases.ts'
import { createTestConfig } from '../testing/testConfig.ts'
import { backUpHub } from './backUpHub.ts'
import { moveHub } from './moveHub.ts'

const run = promisify(execFile)
const databases = PostgresDatabases.forTests()
const page = { limit: 10, offset: 0 }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-move-'))
  await databases.create()
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

const nameDatabase = async (databaseUrl?: string) => {
  const config = await createTestConfig(await openHubKeys(folder))
  await writeFile(
    join(folder, 'hub.json'),
    JSON.stringify({ ...config, ...(databaseUrl && { databaseUrl }) }),
  )
}

/** A hub that has run in its own files: a lease, a promise, a short name, and two artists of whom it hides one. */
async function fillHub(): Promise<void> {
  const keys = await openHubKeys(folder)
  const store = openHubStore(join(folder, 'hub.sqlite'))
  const device = hex32.parse(`0x${'1'.repeat(64)}`)
  await new Leases(new SqliteLeases(store), Date.now).take({
    v: 2,
    account: anna,
    device,
    number: 1,
    durationMs: maxLeaseMs,
  })
  await new SqliteEngine(store).change(() =>
    insertMissing('funded_channels', [{ account: anna, deposit: '7', state: 'open', intended_at: 1 }]),
  )
  store
    .prepare('INSERT INTO names (name, name_key, account, claimed_at, record) VALUES (?, ?, ?, ?, ?)')
    .run('anna', 'anna', anna, 1, 'signed')
  const harness = new CatalogueHarness({}, openStore(join(folder, 'catalogue.sqlite')))
  await harness.catalogue.start()
  for (const [title, isHidden] of [
    ['Tidemarks', false],
    ['Tide Pool', true],
  ] as const) {
    const accepted = Promise.withResolvers<void>()
    const unsubscribe = harness.catalogue.onChange(() => accepted.resolve())
    const made = await offer(harness.blocks, { tracks: [{ credits: { title, artistName: 'Anna' } }] })
    await harness.catalogue.receive(made.head, null)
    await accepted.promise
    unsubscribe()
    const { account } = made.artist.identity.body
    if (isHidden)
      await new Blocklist(store, privateKeyToAccount(keys.privateKey), Date.now).block(
        catalogueSubject.parse(account),
        'spam',
      )
  }
  await harness.stop()
  store.close()
}

/** What is found in the newest database, as another process finds it. */
async function find(text: string): Promise<number> {
  const store = openHubStore(':memory:')
  const index = openSearchIndex(store, await databases.connect(), folder)
  const found = await index.find({ by: 'text', text }, page)
  store.close()
  return found.length
}

test('a hub’s own files move into PostgreSQL, the index is made there, and doing it again changes nothing', async () => {
  await nameDatabase()
  await fillHub()
  await expect(moveHub(folder, () => undefined)).rejects.toMatchObject({ code: 'HUB_DATABASE_NONE' })
  await nameDatabase(databases.url)
  await writeFile(join(folder, 'search.sqlite'), randomBytes(10))
  const moved = { channels: 1, vouchers: 0, leases: 1, snapshots: 0, letters: 0, names: 1, works: 2 }
  const fractions: number[] = []
  expect(await moveHub(folder, (fraction) => fractions.push(fraction))).toEqual(moved)
  expect(fractions.at(-1)).toBe(1)
  expect(existsSync(join(folder, 'search.sqlite'))).toBe(false)
  expect(await find('tidmarks')).toBe(1)
  expect(await find('tide')).toBe(1)
  expect(await moveHub(folder, () => undefined)).toEqual(moved)
})

test('a move that was broken off by the server goes on where it was', async () => {
  await fillHub()
  await nameDatabase(databases.url)
  await databases.server.stop('at once')
  await expect(moveHub(folder, () => undefined)).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' })
  await databases.server.start()
  const broken = moveHub(folder, () => {
    throw new Error('cut')
  })
  await expect(broken).rejects.toThrow('cut')
  expect(await moveHub(folder, () => undefined)).toMatchObject({ channels: 1, leases: 1, works: 2 })
})

test('a copy has the database without its index, which a restored hub makes again', async () => {
  await fillHub()
  const url = databases.url.replace('busker@', 'busker:s3cret@')
  await nameDatabase(url)
  await moveHub(folder, () => undefined)
  const copy = `${folder}-copy`
  expect(await backUpHub(folder, copy)).toContain('database.dump')
  await databases.create()
  const programs = postgresFolder() ?? ''
  await run(join(programs, 'pg_restore'), [
    '--no-owner',
    '--exit-on-error',
    `--dbname=${databases.url}`,
    join(copy, 'database.dump'),
  ])
  const restored = await databases.connect()
  expect(await restored.query('SELECT account, number FROM leases')).toEqual([{ account: anna, number: 1 }])
  expect(await find('tidemarks')).toBe(0)
  await nameDatabase(databases.url)
  expect(await moveHub(folder, () => undefined)).toMatchObject({ channels: 1, leases: 1, works: 2 })
  expect(await find('tidemarks')).toBe(1)
  await rm(copy, { recursive: true })
})

test('where the database can’t be copied nothing is, but for whoever copies it otherwise', async () => {
  await fillHub()
  await nameDatabase(databases.url.replace(/:\d+\//, ':9/').replace('busker@', 'busker:s3cret@'))
  const copy = `${folder}-copy`
  await expect(backUpHub(folder, copy)).rejects.toMatchObject({
    code: 'HUB_BACKUP_DATABASE',
    message: expect.not.stringContaining('s3cret') as string,
  })
  expect(existsSync(copy)).toBe(false)
  expect(await backUpHub(folder, copy, false)).not.toContain('database.dump')
  await rm(copy, { recursive: true })
})
