import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import getPort from 'get-port'
import { parseEther } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hubReport } from '../hub/operations/hubStatusView.ts'
import { KuboProcess } from '../hub/testing/kuboProcess.ts'
import { PostgresServer } from '../hub/testing/postgresServer.ts'
import { putCatalogue, putTrack } from '../hub/testing/signedWorks.ts'
import { SynapseProcess } from '../hub/testing/synapseProcess.ts'
import { createTestUser } from '../hub/testing/testUser.ts'
import { PeerHarness } from '../ipfs/testing/peerHarness.ts'
import { openTestChain, type TestChain } from '../localnet/testing/testChain.ts'
import { writeHubConfig } from '../localnet/testing/writeHubConfig.ts'
import { catalogueProtocol } from '../protocol/catalogue.ts'
import { hubProtocol, leaseRequest } from '../protocol/hub.ts'
import { searchProtocol } from '../protocol/search.ts'
import { sign } from '../protocol/signed.ts'
import { address, hex32, peerIdText } from '../shared/ids.ts'
import { runCommand } from './testing/runCommand.ts'
import { startCommand } from './testing/startCommand.ts'

const peers = new PeerHarness()
const patience = { timeout: 30_000, interval: 200 }
let testChain: TestChain
let kubo: KuboProcess
let synapse: SynapseProcess
let postgres: PostgresServer

beforeAll(async () => {
  ;[testChain, kubo, synapse, postgres] = await Promise.all([
    openTestChain(),
    KuboProcess.open(),
    SynapseProcess.open(),
    PostgresServer.open(),
  ])
})
afterAll(async () => {
  await peers.stop()
  await Promise.all([testChain.close(), kubo.remove(), synapse.remove(), postgres.remove()])
})

test('a hub runs on Kubo, Synapse and PostgreSQL, and says which of them does not answer', async () => {
  const { chain, folder } = testChain
  const hubFolder = join(folder, 'hub')
  const metricsPort = await getPort({ host: '127.0.0.1' })
  const databaseUrl = await postgres.database()
  await writeHubConfig(hubFolder, chain, {
    metrics: { port: metricsPort },
    homeserver: null,
    matrixUrl: synapse.url,
    kuboUrl: kubo.url,
    databaseUrl,
  })
  const shown = await runCommand(['--json', 'hub', 'address', hubFolder])
  const account = address.parse((JSON.parse(shown.stdout) as { account: unknown }).account)
  await chain.faucet().give(account, { wei: parseEther('1'), token: 250n })
  const { child, ready } = await startCommand(['hub', 'run', hubFolder])
  try {
    // Raiden signs in to Synapse before the hub is ready.
    expect(ready).toMatchObject({ event: 'ready', account })
    const { peer: hub } = ready as { peer: string }
    const hubPeer = peerIdText.parse(hub)
    const status = async () => {
      const { stdout } = await runCommand(['--json', 'hub', 'status', hubFolder])
      const told = hubReport.parse(JSON.parse(stdout)).status
      if (told === null) throw new Error('The hub does not run yet.')
      return told
    }
    const problems = async () => (await status()).problems.map(({ code }) => code)
    await expect.poll(problems, patience).toEqual([])

    const addresses = [...(await status()).peer.addresses]
    const artistPeer = await peers.peer({ bootstrap: addresses })
    const anna = await createTestUser(artistPeer.id)
    const segments = Array.from({ length: 20 }, () => new Uint8Array(randomBytes(20_000)))
    const track = await putTrack(artistPeer.blocks, anna, 1, segments)
    const { signed, root } = await putCatalogue(artistPeer.blocks, anna, 1, [track])
    expect(await artistPeer.call(hubPeer, catalogueProtocol, 'announce', { head: signed })).toEqual({
      accepted: true,
    })
    await expect
      .poll(() => artistPeer.call(hubPeer, hubProtocol, 'pinned', { artist: anna.address }), patience)
      .toEqual({ number: 1, blocks: 22, missing: 0, refused: 0 })
    const pinned = await fetch(`${kubo.url}/api/v0/pin/ls?type=recursive&arg=${String(root)}`, {
      method: 'POST',
    })
    expect(pinned.ok).toBe(true)

    const query = { by: 'text', text: 'trcak' } as const
    const search = () => artistPeer.call(hubPeer, searchProtocol, 'find', { query, limit: 5, offset: 0 })
    await expect
      .poll(async () => (await search()).works.map(({ artist, edition }) => ({ artist, edition })), patience)
      .toEqual([{ artist: anna.address, edition: 1 }])
    expect(await postgres.query(databaseUrl, 'SELECT title FROM search_works')).toEqual([
      { title: 'Track 1' },
    ])

    const device = hex32.parse(`0x${'1'.repeat(64)}`)
    const terms = { v: 2, account: anna.address, device, number: 1, durationMs: 60_000 } as const
    const request = await sign('lease', leaseRequest, terms, anna.account)
    const { durationMs } = await artistPeer.call(hubPeer, hubProtocol, 'takeLease', { request })
    expect(durationMs).toBeGreaterThan(50_000)
    const granted = await postgres.query(databaseUrl, 'SELECT account, number FROM leases')
    expect(granted).toEqual([{ account: anna.address, number: 1 }])

    const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    for (const part of ['homeserver_up', 'pins_up', 'database_up'])
      expect(await metrics()).toContain(`\nbusker_hub_${part} 1\n`)
    await kubo.stop()
    await postgres.stop()
    await expect.poll(problems, patience).toEqual(['DATABASE_UNREACHABLE', 'HUB_KUBO_UNREACHABLE'])
    expect(await metrics()).toContain('\nbusker_hub_database_up 0\n')
    await kubo.start()
    await postgres.start()
    await expect.poll(problems, patience).toEqual([])
  } finally {
    const ended = once(child, 'close')
    child.kill('SIGTERM')
    await ended
  }
})
