import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { parseAbi } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { nothingTransferred } from '../../chain/balanceProofs.ts'
import { toAmount } from '../../shared/money.ts'
import { startFrozenEndpoint } from '../testing/frozenEndpoint.ts'
import { closeChannelAbi } from '../testing/closeChannel.ts'
import { endpointsOf, openChannel, type OpenedChannel } from '../testing/openChannel.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'
import { openTower } from '../testing/towerHarness.ts'
import { type ChainClient, createChainClient } from './chainClient.ts'
import type { LocalChain } from './localChain.ts'

const settleTimeout = 600
const forging = parseAbi([
  'function cooperativeSettle(uint256 id, (address participant, uint256 total_withdraw, uint256 expiration_block, bytes participant_signature, bytes partner_signature) one, (address participant, uint256 total_withdraw, uint256 expiration_block, bytes participant_signature, bytes partner_signature) other)',
])
let testChain: TestChain
let chain: LocalChain
let client: ChainClient
let towerFolder: string
let opened: OpenedChannel
let running: { stop(): Promise<void> }[]
/** How far the towers' clocks are ahead, ms: they are moved with the chain's. */
let ahead: number

beforeAll(async () => {
  testChain = await openTestChain({ settleTimeoutSeconds: settleTimeout, minesAtOnce: true })
  ;({ chain } = testChain)
  client = createChainClient(chain.rpcUrl)
})
afterAll(() => testChain.close())
beforeEach(async () => {
  towerFolder = await mkdtemp(join(testChain.folder, 'tower-'))
  ahead = 0
  running = []
  opened = await openChannel(chain)
})
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()))
})

const now = () => Date.now() + ahead

async function tower(options: Parameters<typeof openTower>[2] = {}) {
  const made = await openTower(chain, towerFolder, { now, ...options })
  running.push(made)
  return made
}

/** Days in no time: the chain's clock and everybody's. */
async function pass(seconds: number): Promise<void> {
  await testChain.passSeconds(seconds)
  ahead += seconds * 1000
}

const closedNonce = async () => {
  const found = await opened.found()
  return found.state === 'closed' ? found.partner.nonce : null
}
const hasAnswered = (nonce: bigint) =>
  vi.waitUntil(async () => (await closedNonce()) === nonce, { timeout: 20_000, interval: 100 })

const tokensOf = (who: `0x${string}`) => testChain.tokensOf(who)

test('a hub that closes with nothing while the artist is away gets nothing by it, and the artist everything', async () => {
  const { hub, artist, channel, tokenNetwork, transactionsOf } = opened
  const watching = await tower()
  await watching.watch(opened, 400n, 8n)
  const { acknowledged } = await watching.watch(opened, 700n, 9n)
  expect(acknowledged.body).toMatchObject({ channel, participant: artist.address, nonce: 9n })

  await hub.close(channel, artist.address, null)
  await pass(settleTimeout * 0.2)
  expect(await closedNonce()).toBe(0n)
  await pass(settleTimeout * 0.3)
  expect(await hasAnswered(9n)).toBe(true)
  await pass(settleTimeout * 0.6)
  const theirs = await opened.proof(700n, 9n)
  const amounts = { own: nothingTransferred, theirs }
  await tokenNetwork.settle(channel, hub.address, amounts, transactionsOf(artist))
  expect(await tokensOf(artist.address)).toBe(1700n)
  expect(await tokensOf(hub.address)).toBe(300n)
  expect((await watching.status()).answers).toMatchObject([{ nonce: '9' }])
})

test('with all that it has, a tower can do nothing else: older, forged, early and other calls are refused', async () => {
  const { hub, artist, channel, tokenNetwork } = opened
  const watching = await tower({ intervalMs: 600_000 })
  const transactions = new AccountTransactions(endpointsOf([chain.rpcUrl]), watching.keys.account)
  const [older, newer] = [await opened.update(400n, 8n), await opened.update(700n, 9n)]
  const sends = (update: typeof newer) => tokenNetwork.update(update, transactions)

  // While the channel is open.
  await expect(sends(newer)).rejects.toThrow('TN/update: channel not closed')
  const close = {
    address: chain.contracts.tokenNetwork,
    abi: closeChannelAbi,
    functionName: 'closeChannel',
    args: [
      channel,
      hub.address,
      artist.address,
      older.balanceHash,
      older.nonce,
      older.additionalHash,
      older.closerSignature,
      older.otherSignature,
    ],
  } as const
  await expect(transactions.send(close)).rejects.toThrow('TN/close: invalid closing sig')
  const part = {
    participant: artist.address,
    total_withdraw: 0n,
    expiration_block: 2n ** 40n,
    participant_signature: newer.otherSignature,
    partner_signature: newer.closerSignature,
  }
  const settleNow = {
    address: chain.contracts.tokenNetwork,
    abi: forging,
    functionName: 'cooperativeSettle',
    args: [channel, part, { ...part, participant: hub.address, total_withdraw: 2000n }],
  } as const
  await expect(transactions.send(settleNow)).rejects.toThrow('invalid participant sig')

  await hub.close(channel, artist.address, null)
  for (const change of [
    { nonce: 10n },
    { balanceHash: older.balanceHash },
    { closerSignature: older.closerSignature },
    { otherSignature: older.otherSignature },
    { closer: artist.address, other: hub.address },
  ]) {
    await expect(sends({ ...newer, ...change })).rejects.toThrow('TN/update: invalid non-closing sig')
  }
  await sends(newer)
  await expect(sends(older)).rejects.toThrow('TN: nonce reused')
  await expect(sends(newer)).rejects.toThrow('TN: nonce reused')

  const settle = (transferred: bigint) =>
    tokenNetwork.settle(
      channel,
      hub.address,
      {
        own: nothingTransferred,
        theirs: { ...nothingTransferred, transferred: toAmount(transferred) },
      },
      new AccountTransactions(endpointsOf([chain.rpcUrl]), artist.account),
    )
  await expect(settle(700n)).rejects.toThrow('TN/settle: settlement timeout')
  await pass(settleTimeout + 1)
  for (const wrong of [0n, 400n, 701n, 2000n])
    await expect(settle(wrong)).rejects.toThrow('TN/settle: invalid data')
  await expect(sends(newer)).rejects.toThrow('TN: nonce reused')
  await settle(700n)
  expect(await tokensOf(artist.address)).toBe(1700n)
})

test('an endpoint that hides the close and swallows what is sent does not help the hub', async () => {
  const frozen = await startFrozenEndpoint(chain.rpcUrl, await client.getBlockNumber())
  running.push(frozen)
  const watching = await tower({ rpcUrls: [frozen.url, chain.rpcUrl] })
  await watching.watch(opened, 700n, 9n)
  await opened.hub.close(opened.channel, opened.artist.address, null)
  await pass(settleTimeout * 0.5)
  expect(await hasAnswered(9n)).toBe(true)
})

test('a tower that is stopped in the middle goes on where it was, and pays more for what is stuck', async () => {
  const first = await tower()
  await first.watch(opened, 700n, 9n)
  await opened.hub.close(opened.channel, opened.artist.address, null)
  await first.stop()
  await client.setAutomine(false)
  await client.setIntervalMining({ interval: 0 })
  try {
    await pass(settleTimeout * 0.5)
    const second = await tower({ keys: first.keys })
    await vi.waitFor(async () => expect((await second.status()).answers.length).toBeGreaterThan(1), {
      timeout: 20_000,
    })
    await second.stop()
    const third = await tower({ keys: first.keys })
    const sent = (await third.status()).answers.length
    await vi.waitFor(async () => expect((await third.status()).answers.length).toBeGreaterThan(sent), {
      timeout: 20_000,
    })
    const { pending } = await client.getTxpoolStatus()
    expect(pending).toBe(1)
    await client.mine({ blocks: 1 })
    expect(await hasAnswered(9n)).toBe(true)
    await vi.waitFor(async () => {
      const { answers, closed } = await third.status()
      expect(answers.filter(({ outcome }) => outcome === 'sent')).toEqual([])
      expect(closed).toBe(1)
    })
  } finally {
    await client.setIntervalMining({ interval: 1 })
    await client.setAutomine(true)
  }
})

test('an owner who comes back answers first, and the tower sends nothing', async () => {
  const { hub, artist, channel, tokenNetwork, transactionsOf } = opened
  const watching = await tower()
  await watching.watch(opened, 700n, 9n)
  await hub.close(channel, artist.address, null)
  await pass(settleTimeout * 0.2)
  await tokenNetwork.update(await opened.update(800n, 10n), transactionsOf(artist))
  await pass(settleTimeout * 0.3)
  await vi.waitFor(async () => expect((await watching.status()).closed).toBe(1))
  expect((await watching.status()).answers).toEqual([])
  expect(await closedNonce()).toBe(10n)
})

test('without gas it promises nothing', async () => {
  const poor = await tower()
  await client.setBalance({ address: poor.account, value: 0n })
  await expect(poor.watch(opened, 700n, 9n)).rejects.toMatchObject({ code: 'TOWER_GAS_LOW' })
})
