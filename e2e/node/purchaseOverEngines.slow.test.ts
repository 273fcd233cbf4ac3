import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresServer } from '../../src/hub/testing/postgresServer.ts'
import { SynapseProcess } from '../../src/hub/testing/synapseProcess.ts'
import type { Label } from '../../src/shared/ids.ts'
import { CrashHarness, price } from '../crash/crashHarness.ts'

let synapse: SynapseProcess
let postgres: PostgresServer
let databaseUrl: string
let harness: CrashHarness

beforeAll(async () => {
  ;[synapse, postgres] = await Promise.all([SynapseProcess.open(), PostgresServer.open()])
  databaseUrl = await postgres.database()
  harness = await CrashHarness.open({ engines: { matrixUrl: synapse.url, databaseUrl } })
})
afterAll(async () => {
  await harness?.close()
  await Promise.all([synapse?.remove(), postgres?.remove()])
})

const buy = async (label: Label) => harness.listener.ask('buy', { label, confirmed: price, follow: true })
const stateOf = async (id: string) => (await harness.listener.ask('purchase', { id, follow: false })).state
const count = async (sql: string) => (await postgres.query(databaseUrl, sql)).length

test('a track is bought over Synapse, with the hub’s promises in PostgreSQL', async () => {
  const { label } = await harness.publish('Over Synapse')
  const { id } = await buy(label)
  await expect.poll(async () => stateOf(id), { timeout: 60_000 }).toBe('owned')
  const { account } = await harness.artist.ask('status', {})
  expect(await postgres.query(databaseUrl, 'SELECT account, state FROM funded_channels')).toContainEqual({
    account,
    state: 'open',
  })
  expect(harness.localnet.status.parts.map(({ name }) => name)).not.toContain('homeserver')
})

test('a sale whose artist is away goes through the mailbox in PostgreSQL, and over a Synapse that was away', async () => {
  const { label } = await harness.publish('While away')
  await harness.artist.stop()
  const { id } = await harness.listener.ask('buy', { label, confirmed: price, follow: false })
  await expect.poll(async () => count('SELECT id FROM mail'), { timeout: 60_000 }).toBeGreaterThan(0)
  await synapse.stop()
  const starting = harness.artist.start()
  await synapse.start()
  await starting
  await expect.poll(async () => stateOf(id), { timeout: 90_000 }).toBe('owned')
  await expect.poll(async () => count('SELECT id FROM mail'), { timeout: 30_000 }).toBe(0)
})
