import { join } from 'node:path'
import pino from 'pino'
import { erc20Abi, parseEther } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completePayment, createPayment } from '../../harness/raiden/paymentFixture.ts'
import { oneToken } from '../../harness/raiden/raidenHarness.ts'
import { threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'
import { ChainEndpoints } from '../../src/chain/chainEndpoints.ts'
import { TokenNetwork } from '../../src/chain/tokenNetwork.ts'
import { createTestProfile } from '../../src/hub/testing/testProfile.ts'
import { PeerHarness } from '../../src/ipfs/testing/peerHarness.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import { writeTowerConfig } from '../../src/localnet/testing/writeTowerConfig.ts'
import { ChannelWatch } from '../../src/node/channelWatch/channelWatch.ts'
import { chainWatchOptions } from '../../src/node/channelWatch/testing/watchOptions.ts'
import { openStore } from '../../src/node/store/openStore.ts'
import { Towers } from '../../src/node/towers/towers.ts'
import { signIdentity } from '../../src/protocol/identity.ts'
import type { ChannelProofs } from '../../src/raiden/raidenContract.ts'
import { hex32 } from '../../src/shared/ids.ts'
import { openOperatedTower, type OperatedTower } from '../../src/tower/openOperatedTower.ts'

const peers = new PeerHarness()
const told: ChannelProofs[] = []
let nodes: ThreeNodes
let tower: OperatedTower

beforeAll(async () => {
  nodes = await threeNodes({ saveProofs: (proofs) => told.push(...proofs) })
  const { chain } = nodes.harness
  const folder = join(await peers.folder(), 'tower')
  await writeTowerConfig(folder, chain)
  tower = await openOperatedTower(folder, pino({ enabled: false }))
  await chain.faucet().give(tower.account, { wei: parseEther('1') })
  await tower.start()
})
afterAll(async () => {
  await tower?.stop()
  await peers.stop()
  await nodes?.harness.stop()
})

test('what Raiden itself signed is taken by a tower, and brings a seller who is away all that was paid', async () => {
  const { harness, accounts, buyer, seller, hub } = nodes
  const { network } = harness
  for (const _sale of [1, 2]) {
    await completePayment(buyer, seller, createPayment(accounts.seller.address, network.token))
  }
  await seller.stop()

  const account = privateKeyToAccount(accounts.seller.key)
  const endpoints = new ChainEndpoints({
    rpcUrls: [network.rpcUrl],
    chainId: network.chainId,
    pollingMs: 100,
  })
  const tokenNetwork = new TokenNetwork(endpoints, network.tokenNetwork)
  const peer = await peers.peer()
  const keys = { verifyingKey: new Uint8Array(33), receivingKey: new Uint8Array(33) }
  const profile = await createTestProfile({
    privateKey: hex32.parse(`0x${'5'.repeat(64)}`),
    peerSeed: new Uint8Array(32).fill(7),
  })
  const store = openStore(':memory:')
  const towers = new Towers({
    store,
    peer,
    identity: await signIdentity(
      { v: 1, account: accounts.seller.address, peer: peer.id, ...keys, issuedAt: 1 },
      account,
    ),
    network: { ...profile, contracts: harness.chain.contracts },
    onChange: () => undefined,
    onProblem: (problem) => harness.lines.push(String(problem)),
  })
  const watch = new ChannelWatch({
    ...chainWatchOptions(
      {
        endpoints,
        tokenNetwork: network.tokenNetwork,
        account,
        hub: accounts.hub.address,
        settleTimeoutMs: network.settleTimeoutSeconds * 1000,
      },
      store,
    ),
    onUpdateSigned: (update) => towers.watch(update),
    onProblem: (problem) => harness.lines.push(String(problem)),
  })
  await towers.start()
  await towers.add(tower.addresses[0] ?? '')
  watch.save(
    told.filter(({ partnerAddress, partner }) => partnerAddress === accounts.hub.address && partner !== null),
  )
  await expect.poll(() => towers.status().channels, { timeout: 20_000 }).toMatchObject([{ watching: 1 }])
  await towers.stop()

  // The seller is away. The hub closes with what it has from the seller: nothing.
  await hub.closeChannel(accounts.seller.address)
  const client = createChainClient(network.rpcUrl)
  const found = () => tokenNetwork.channelBetween(accounts.seller.address, accounts.hub.address)
  await expect.poll(found, { timeout: 30_000 }).toMatchObject({ state: 'closed', partner: { nonce: 0n } })
  await client.increaseTime({ seconds: network.settleTimeoutSeconds / 2 })
  const newest = watch.list()[0]?.nonce ?? 0n
  expect(newest).toBeGreaterThan(0n)
  await expect.poll(found, { timeout: 20_000 }).toMatchObject({ partner: { nonce: newest } })

  // Back after the time to answer.
  await client.increaseTime({ seconds: network.settleTimeoutSeconds })
  await client.mine({ blocks: 1 })
  await watch.look()
  const tokens = await client.readContract({
    address: network.token,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [accounts.seller.address],
  })
  expect(tokens).toBe(2n * oneToken)
})
