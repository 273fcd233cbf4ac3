import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { concat, encodePacked, erc20Abi, keccak256, sha256, toHex } from 'viem'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { noLocks, signProof } from '../../chain/balanceProofs.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { SecretRegistry } from '../../chain/secretRegistry.ts'
import { TokenNetwork } from '../../chain/tokenNetwork.ts'
import { ChannelRecords } from '../../node/channelWatch/channelRecords.ts'
import { ChannelWatch, type ChannelWatchOptions } from '../../node/channelWatch/channelWatch.ts'
import { ClaimedSecrets } from '../../node/channelWatch/claimedSecrets.ts'
import { openStore } from '../../node/store/openStore.ts'
import { contractsFile } from '../../process/tools.ts'
import type { Lock, Transferred } from '../../protocol/channels.ts'
import { hex32, secret, secretHash, type Secret } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createParticipant } from '../testing/channelParticipant.ts'
import { startFrozenEndpoint } from '../testing/frozenEndpoint.ts'
import { createChainClient } from './chainClient.ts'
import type { Faucet } from './faucet.ts'
import { LocalChain } from './localChain.ts'

const days = 86_400
const additionalHash = hex32.parse(`0x${'a'.repeat(64)}`)
let folder: string
let chain: LocalChain
let faucet: Faucet
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-watched-'))
  chain = new LocalChain({
    folder,
    port: await getPort({ host: '127.0.0.1' }),
    contractsFile,
    settleTimeoutSeconds: 5 * days,
    supply: 1_000_000n,
    onCrash: (error) => {
      throw error
    },
  })
  await chain.start()
  faucet = chain.faucet()
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
afterAll(async () => {
  await chain.stop()
  await rm(folder, { recursive: true })
})

const client = () => createChainClient(chain.rpcUrl)
const tokensOf = (who: `0x${string}`) =>
  client().readContract({
    address: chain.contracts.token,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [who],
  })

/** Days pass on the chain in a moment. */
async function passDays(count: number): Promise<void> {
  await client().increaseTime({ seconds: count * days })
  await client().mine({ blocks: 1 })
}

/** An artist and a hub with a channel and 1000 tokens each in it, and the artist's watch, which knows no other way out. */
async function openWatchedChannel({
  rpcUrls = [chain.rpcUrl],
  released = new Map(),
  ...changes
}: Partial<ChannelWatchOptions> & {
  rpcUrls?: readonly string[]
  released?: ReadonlyMap<string, Secret>
} = {}) {
  const [hub, artist] = await Promise.all([
    createParticipant(chain, faucet),
    createParticipant(chain, faucet),
  ])
  const endpoints = new ChainEndpoints({ rpcUrls, chainId: 31337, pollingMs: 50, timeoutMs: 2000 })
  const tokenNetwork = new TokenNetwork(endpoints, chain.contracts.tokenNetwork)
  const transactions = new AccountTransactions(endpoints, artist.account)
  const problems: unknown[] = []
  const onProblem = (problem: unknown) => problems.push(problem)
  const chainTime = () => endpoints.time()
  await hub.open(artist.address)
  const honest = new TokenNetwork(
    new ChainEndpoints({ rpcUrls: [chain.rpcUrl], chainId: 31337, pollingMs: 50 }),
    chain.contracts.tokenNetwork,
  )
  const found = await honest.channelBetween(artist.address, hub.address)
  if (found.state !== 'open') throw new Error('The channel is not open.')
  const { channel } = found
  await hub.deposit(channel, artist.address)
  await artist.deposit(channel, hub.address)
  const watch = new ChannelWatch({
    records: new ChannelRecords(openStore(':memory:'), chain.contracts.tokenNetwork),
    tokenNetwork,
    transactions,
    account: artist.account,
    hub: hub.address,
    secrets: new ClaimedSecrets({
      registry: new SecretRegistry(endpoints, chain.contracts.SecretRegistry.address),
      transactions,
      secretOf: (hash) => released.get(hash),
      revealTimeoutMs: 60_000,
      isWorthGas: () => true,
      chainTime,
      onProblem,
    }),
    settleTimeoutMs: 5 * days * 1000,
    firstBlock: 0n,
    chainTime,
    isRaidenRunning: () => false,
    isNewestKnown: () => true,
    onChange: () => undefined,
    onProblem,
    ...changes,
  })
  return {
    hub,
    artist,
    channel,
    watch,
    problems,
    /** The hub pays the artist, who keeps what it signed. */
    pay: async (transferred: bigint, nonce: bigint, locks: readonly Lock[] = []) => {
      const packed = concat(
        locks.map(({ expiration, amount, secretHash: hash }) =>
          encodePacked(['uint256', 'uint256', 'bytes32'], [expiration, amount, hash]),
        ),
      )
      const amounts: Transferred = {
        transferred: toAmount(transferred),
        locked: toAmount(locks.reduce((sum, { amount }) => sum + amount, 0n)),
        locksroot: locks.length === 0 ? noLocks : hex32.parse(keccak256(packed)),
      }
      const unsigned = { ...amounts, nonce: toAmount(nonce), additionalHash }
      const proof = await signProof(tokenNetwork.canonicalId(channel), unsigned, hub.account)
      watch.save([
        {
          channel: Number(channel),
          partnerAddress: hub.address,
          own: null,
          partner: proof,
          ownLocks: [],
          partnerLocks: [...locks],
        },
      ])
    },
  }
}

test('a hub that closes with an empty proof and is silent gets nothing that the artist has earned', async () => {
  const { hub, artist, channel, watch, pay } = await openWatchedChannel()
  await pay(600n, 7n)
  await hub.close(channel, artist.address, null)
  await watch.look()
  await passDays(6)
  await watch.look()
  expect([await tokensOf(artist.address), await tokensOf(hub.address)]).toEqual([1600n, 400n])
  await watch.look()
  expect(watch.list()).toMatchObject([{ state: 'finished', lost: 0n, problem: null }])
})

test('a node that slept through the whole time settles nothing, and says what is lost', async () => {
  const { hub, artist, channel, watch, pay } = await openWatchedChannel()
  await pay(600n, 7n)
  await hub.close(channel, artist.address, null)
  await passDays(6)
  await watch.look()
  expect(watch.list()).toMatchObject([{ state: 'closed', lost: 600n, reason: 'CHANNEL_ANSWER_LATE' }])
  expect(await tokensOf(artist.address)).toBe(0n)
  watch.acceptLoss(Number(channel))
  await watch.look()
  expect(await tokensOf(artist.address)).toBe(1000n)
  await watch.look()
  expect(watch.list()).toMatchObject([{ state: 'finished', lost: 600n }])
})

test('an endpoint that hides the close, and swallows the answer to it, changes nothing', async () => {
  const frozen = await startFrozenEndpoint(chain.rpcUrl, await client().getBlockNumber())
  stops.push(frozen.stop)
  const { hub, artist, channel, watch, pay } = await openWatchedChannel({
    rpcUrls: [frozen.url, chain.rpcUrl, 'http://127.0.0.1:9'],
    chainTime: async () => Number((await client().getBlock()).timestamp) * 1000,
  })
  await pay(600n, 7n)
  await hub.close(channel, artist.address, null)
  await watch.look()
  await passDays(6)
  await watch.look()
  expect([await tokensOf(artist.address), await tokensOf(hub.address)]).toEqual([1600n, 400n])
})

test('a lock whose secret is out is claimed, though the hub neither unlocks it nor answers', async () => {
  const own = secret.parse(toHex(randomBytes(32)))
  const hash = secretHash.parse(sha256(own))
  const { timestamp } = await client().getBlock()
  const lock: Lock = {
    expiration: toAmount(timestamp + BigInt(2 * days)),
    amount: toAmount(50n),
    secretHash: hash,
  }
  const { hub, artist, channel, watch, problems, pay } = await openWatchedChannel({
    released: new Map([[hash, own]]),
  })
  await pay(600n, 7n, [lock])
  await hub.close(channel, artist.address, null)
  await watch.look()
  await passDays(6)
  await watch.look()
  expect(await tokensOf(artist.address)).toBe(1600n)
  await watch.look()
  expect(problems).toEqual([])
  expect([await tokensOf(artist.address), await tokensOf(hub.address)]).toEqual([1650n, 350n])
  await watch.look()
  expect(watch.list()).toMatchObject([{ state: 'finished', lost: 0n }])
})

test('a registered secret is found by its hash, once it is confirmed, and what it costs is known before', async () => {
  const artist = await createParticipant(chain, faucet)
  const endpoints = new ChainEndpoints({ rpcUrls: [chain.rpcUrl], chainId: 31337, pollingMs: 50 })
  const transactions = new AccountTransactions(endpoints, artist.account)
  const { address, block_number: firstBlock } = chain.contracts.SecretRegistry
  const registry = new SecretRegistry(endpoints, address, BigInt(firstBlock))
  const chosen = secret.parse(toHex(randomBytes(32)))
  const hash = secretHash.parse(sha256(chosen))
  expect(await registry.find(hash, 1)).toBeNull()
  const cost = await transactions.cost(registry.registration(chosen))
  expect(cost).toBeGreaterThan(0n)
  await registry.register(chosen, transactions)
  await client().mine({ blocks: 2 })
  expect(await registry.find(hash, 1)).toEqual({ secret: chosen, registeredAt: expect.any(Number) })
})
