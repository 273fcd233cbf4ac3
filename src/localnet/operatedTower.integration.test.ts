import { join } from 'node:path'
import pino from 'pino'
import { parseEther } from 'viem'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nothingTransferred } from '../chain/balanceProofs.ts'
import { createTestProfile } from '../hub/testing/testProfile.ts'
import { PeerHarness } from '../ipfs/testing/peerHarness.ts'
import { openStore } from '../node/store/openStore.ts'
import { Towers } from '../node/towers/towers.ts'
import { signIdentity } from '../protocol/identity.ts'
import { hex32 } from '../shared/ids.ts'
import { openOperatedTower } from '../tower/openOperatedTower.ts'
import { readOperatedTowerStatus } from '../tower/readOperatedTowerStatus.ts'
import type { LocalChain } from './chain/localChain.ts'
import { openChannel } from './testing/openChannel.ts'
import { openTestChain, type TestChain } from './testing/testChain.ts'
import { writeTowerConfig } from './testing/writeTowerConfig.ts'

const settleTimeout = 600
const peers = new PeerHarness()
const log = pino({ enabled: false })
let testChain: TestChain
let chain: LocalChain

beforeEach(async () => {
  testChain = await openTestChain({ settleTimeoutSeconds: settleTimeout, minesAtOnce: true })
  ;({ chain } = testChain)
})
afterEach(async () => {
  await peers.stop()
  await testChain.close()
})

test('one folder makes a tower; a node hands over what it was paid and goes, and comes back to all of it', async () => {
  const towerFolder = join(testChain.folder, 'tower')
  await writeTowerConfig(towerFolder, chain)
  const tower = await openOperatedTower(towerFolder, log)
  await chain.faucet().give(tower.account, { wei: parseEther('1') })
  await tower.start()
  try {
    const opened = await openChannel(chain)
    const { artist, hub, channel, tokenNetwork, transactionsOf } = opened
    const nodePeer = await peers.peer()
    const profile = await createTestProfile({
      privateKey: hex32.parse(`0x${'5'.repeat(64)}`),
      peerSeed: new Uint8Array(32).fill(7),
    })
    const identity = await signIdentity(
      {
        v: 1,
        account: artist.address,
        peer: nodePeer.id,
        verifyingKey: new Uint8Array(33).fill(2),
        receivingKey: new Uint8Array(33).fill(3),
        issuedAt: 1,
      },
      artist.account,
    )
    const towers = new Towers({
      store: openStore(':memory:'),
      peer: nodePeer,
      identity,
      network: { ...profile, contracts: chain.contracts },
      onChange: () => undefined,
      onProblem: () => undefined,
    })
    await towers.start()
    await towers.add(tower.addresses[0] ?? '')
    for (const nonce of [1n, 2n, 3n]) towers.watch(await opened.update(200n * nonce, nonce))
    await vi.waitFor(() => expect(towers.status().channels[0]).toMatchObject({ watching: 1 }), 20_000)
    await towers.stop()
    await nodePeer.stop()

    await hub.close(channel, artist.address, null)
    await testChain.passSeconds(settleTimeout / 2)
    await vi.waitFor(
      async () => expect(await opened.found()).toMatchObject({ partner: { nonce: 3n } }),
      60_000,
    )
    await testChain.passSeconds(settleTimeout)
    await tokenNetwork.settle(
      channel,
      hub.address,
      { own: nothingTransferred, theirs: await opened.proof(600n, 3n) },
      transactionsOf(artist),
    )
    expect(await testChain.tokensOf(artist.address)).toBe(1600n)
    const status = await readOperatedTowerStatus(towerFolder)
    expect(status).toMatchObject({ account: tower.account, watched: 1, answers: [{ nonce: '3' }] })
    expect(BigInt(status.gasWei ?? 0)).toBeLessThan(parseEther('1'))
  } finally {
    await tower.stop()
  }
})
