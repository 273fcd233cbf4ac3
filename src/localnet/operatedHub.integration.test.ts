import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { parseEther } from 'viem'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hubIdentity, openHubKeys } from '../hub/hubKeys.ts'
import { openOperatedHub } from '../hub/openOperatedHub.ts'
import { createTestUser } from '../hub/testing/testUser.ts'
import { PeerHarness } from '../ipfs/testing/peerHarness.ts'
import { hubProtocol } from '../protocol/hub.ts'
import { decodeNetworkProfile } from '../shared/networkProfile.ts'
import { openTestChain, type TestChain } from './testing/testChain.ts'
import { writeHubConfig } from './testing/writeHubConfig.ts'

const peers = new PeerHarness()
let testChain: TestChain

beforeEach(async () => {
  testChain = await openTestChain()
})
afterEach(async () => {
  await peers.stop()
  await testChain.close()
})

test('one folder and one call make a hub; it says how it is, and comes back with what it has promised', async () => {
  const { chain, folder } = testChain
  const hubFolder = join(folder, 'hub')
  await writeHubConfig(hubFolder, chain)
  const { raidenAddress } = await hubIdentity(await openHubKeys(hubFolder))
  await chain.faucet().give(raidenAddress, { wei: parseEther('1'), token: 250n })

  const log = pino({ enabled: false })
  const { hub, profile } = await openOperatedHub(hubFolder, log)
  await expect(hub.status()).rejects.toMatchObject({ code: 'HUB_NOT_RUNNING' })
  await hub.start()
  try {
    expect(decodeNetworkProfile(await readFile(join(hubFolder, 'network.json'), 'utf8'))).toEqual(profile)
    const ask = async () => {
      const peer = await peers.peer({ bootstrap: profile.hub.peers })
      const { identity } = await createTestUser(peer.id)
      return peer.call(hub.peer.id, hubProtocol, 'openChannel', { identity }, { timeoutMs: 60_000 })
    }
    expect(await ask()).toEqual({ deposit: 100n })
    expect(await hub.status()).toMatchObject({
      peer: { connected: 1 },
      raiden: { state: 'running', address: raidenAddress, openChannels: 1, tokens: '150', homeserver: true },
      funding: { deposit: '100', budget: '250', spent: '100', waiting: 0 },
      members: 1,
    })
    await hub.stop()
    await hub.stop()
    await hub.start()
    await ask()
    await expect(ask()).rejects.toMatchObject({ code: 'HUB_BUDGET_SPENT' })
    expect((await hub.status()).funding).toMatchObject({ spent: '200', waiting: 0 })
  } finally {
    await hub.stop()
  }
})
