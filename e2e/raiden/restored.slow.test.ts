import { erc20Abi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRestoredChannelHandlers } from '../../src/hub/restoredChannels/restoredChannelHandlers.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import { ChannelWatch } from '../../src/node/channelWatch/channelWatch.ts'
import { chainWatchOptions } from '../../src/node/channelWatch/testing/watchOptions.ts'
import { channelsSetting } from '../../src/node/restoredChannels/channelsSetting.ts'
import { RestoredChannels } from '../../src/node/restoredChannels/restoredChannels.ts'
import { ChainEndpoints } from '../../src/chain/chainEndpoints.ts'
import { TokenNetwork } from '../../src/chain/tokenNetwork.ts'
import { Settings } from '../../src/node/settings/settings.ts'
import { openStore } from '../../src/node/store/openStore.ts'
import { signIdentity } from '../../src/protocol/identity.ts'
import type { RaidenNode } from '../../src/raiden/raidenNode.ts'
import { peerIdText } from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'
import { completePayment, createPayment } from '../../harness/raiden/paymentFixture.ts'
import { type Account, oneToken } from '../../harness/raiden/raidenHarness.ts'
import { channelCapacity, hubFee, threeNodes, type ThreeNodes } from '../../harness/raiden/threeNodes.ts'

const peer = peerIdText.parse(`12D3KooW${'1'.repeat(44)}`)
let nodes: ThreeNodes
beforeAll(async () => {
  nodes = await threeNodes()
})
afterAll(async () => nodes?.harness.stop())

const onOtherMachine = (account: Account): RaidenNode =>
  nodes.harness.node({ ...account, folder: `${account.folder}-restored` })

const tokensOf = ({ address }: Account) =>
  createChainClient(nodes.harness.chain.rpcUrl).readContract({
    address: nodes.harness.network.token,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [address],
  })

/** Brings the old channel to its end as a restored node does, with the hub's own handler on the other side. */
async function endOldChannel({ key }: Account): Promise<void> {
  const { hub, harness, accounts } = nodes
  const account = privateKeyToAccount(key)
  const keys = { verifyingKey: new Uint8Array(33), receivingKey: new Uint8Array(33) }
  const address = accounts.hub.address
  const owner = account.address.toLowerCase() as Account['address']
  const identity = await signIdentity({ v: 1, account: owner, peer, ...keys, issuedAt: 1 }, account)
  const store = openStore(':memory:')
  const settings = new Settings(store)
  settings.set(channelsSetting, 'restored-read-only')
  const handlers = createRestoredChannelHandlers({
    raiden: hub,
    ledger: {
      find: async () => null,
      markClosing: async () => undefined,
      markReturned: async () => undefined,
    },
  })
  const { rpcUrl, chainId } = harness.network
  const endpoints = new ChainEndpoints({ rpcUrls: [rpcUrl], chainId, pollingMs: 100 })
  const done = Promise.withResolvers<void>()
  const tokenNetwork = new TokenNetwork(endpoints, harness.network.tokenNetwork)
  const onProblem = (problem: unknown) => harness.lines.push(String(problem))
  const { settleTimeoutSeconds } = harness.network
  const watch = new ChannelWatch({
    ...chainWatchOptions(
      {
        endpoints,
        tokenNetwork: harness.network.tokenNetwork,
        account,
        hub: address,
        settleTimeoutMs: settleTimeoutSeconds * 1000,
      },
      store,
    ),
    isNewestKnown: () => restored.isAnswered,
    onProblem,
    intervalMs: 500,
  })
  const restored: RestoredChannels = new RestoredChannels({
    settings,
    tokenNetwork,
    account: owner,
    onAnswer: (channel, proof, own) => watch.learn(channel, address, proof, own),
    partner: address,
    allowed: () => true,
    askToClose: async () => (await handlers.close({ identity }, { peer })).closed,
    intervalMs: 500,
    onDone: done.resolve,
    onProblem,
  })
  await restored.start()
  await watch.start()
  await done.promise
  await restored.stop()
  await watch.stop()
}

const buy = (buyer: RaidenNode, seller: RaidenNode) =>
  completePayment(buyer, seller, createPayment(nodes.accounts.seller.address, nodes.harness.network.token))

test('Raiden on an empty database believes in a channel that is not so', async () => {
  const { buyer, seller, accounts } = nodes
  await buy(buyer, seller)
  await buy(buyer, seller)
  expect((await channelCapacity(seller, accounts.hub)).own).toBe(2n * oneToken)
  await Promise.all([buyer.stop(), seller.stop()])
  const forgetful = nodes.harness.node({ ...accounts.seller, folder: `${accounts.seller.folder}-forgetful` })
  await forgetful.start()
  expect(await forgetful.channels()).toMatchObject([
    { partner: accounts.hub.address, state: 'open', ownCapacity: 0n },
  ])
  await forgetful.stop()
})

test('buyer and seller who lost their machines get what was theirs, and pay again through new channels', async () => {
  const { hub, accounts } = nodes
  await Promise.all([endOldChannel(accounts.buyer), endOldChannel(accounts.seller)])
  expect(await tokensOf(accounts.seller)).toBe(2n * oneToken)
  expect(await tokensOf(accounts.buyer)).toBe(98n * oneToken - 2n * hubFee)

  const [buyer, seller] = [onOtherMachine(accounts.buyer), onOtherMachine(accounts.seller)]
  await Promise.all([buyer.start(), seller.start()])
  expect(await Promise.all([buyer.channels(), seller.channels()])).toEqual([[], []])
  await expect.poll(() => hub.channels(), { timeout: 20_000 }).toEqual([])
  await Promise.all([
    hub.openChannel(accounts.seller.address, toAmount(10n * oneToken)),
    buyer.openChannel(accounts.hub.address, toAmount(10n * oneToken)),
  ])
  await buy(buyer, seller)
  expect((await channelCapacity(seller, accounts.hub)).own).toBe(oneToken)
}, 240_000)
