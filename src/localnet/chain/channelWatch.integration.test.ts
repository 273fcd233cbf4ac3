import { randomBytes } from 'node:crypto'
import { sha256, toHex } from 'viem'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { SecretRegistry } from '../../chain/secretRegistry.ts'
import { ChannelWatch, type ChannelWatchOptions } from '../../node/channelWatch/channelWatch.ts'
import { ClaimedSecrets } from '../../node/channelWatch/claimedSecrets.ts'
import { chainWatchOptions } from '../../node/channelWatch/testing/watchOptions.ts'
import { openStore } from '../../node/store/openStore.ts'
import type { Lock } from '../../protocol/channels.ts'
import { secret, secretHash, type Secret } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createParticipant } from '../testing/channelParticipant.ts'
import { startFrozenEndpoint } from '../testing/frozenEndpoint.ts'
import { endpointsOf, openChannel } from '../testing/openChannel.ts'
import { openTestChain, type TestChain } from '../testing/testChain.ts'
import { createChainClient } from './chainClient.ts'
import type { LocalChain } from './localChain.ts'

const days = 86_400
let testChain: TestChain
let chain: LocalChain
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  testChain = await openTestChain({ settleTimeoutSeconds: 5 * days, minesAtOnce: true })
  ;({ chain } = testChain)
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})
afterAll(() => testChain.close())

const client = () => createChainClient(chain.rpcUrl)
const tokensOf = (who: `0x${string}`) => testChain.tokensOf(who)
const passDays = (count: number) => testChain.passSeconds(count * days)

/** An artist and a hub with a channel and 1000 tokens each in it, and the artist's watch, which knows no other way out. */
async function openWatchedChannel({
  rpcUrls = [chain.rpcUrl],
  released = new Map(),
  ...changes
}: Partial<ChannelWatchOptions> & {
  rpcUrls?: readonly string[]
  released?: ReadonlyMap<string, Secret>
} = {}) {
  const { hub, artist, channel, proof } = await openChannel(chain)
  const endpoints = endpointsOf(rpcUrls)
  const problems: unknown[] = []
  const onProblem = (problem: unknown) => problems.push(problem)
  const network = {
    endpoints,
    tokenNetwork: chain.contracts.tokenNetwork,
    account: artist.account,
    hub: hub.address,
    settleTimeoutMs: 5 * days * 1000,
  }
  const options = chainWatchOptions(network, openStore(':memory:'))
  const secrets = new ClaimedSecrets({
    registry: new SecretRegistry(endpoints, chain.contracts.SecretRegistry.address),
    transactions: options.transactions,
    secretOf: (hash) => released.get(hash),
    revealTimeoutMs: 60_000,
    isWorthGas: () => true,
    chainTime: options.chainTime,
    onProblem,
  })
  const watch = new ChannelWatch({ ...options, secrets, onProblem, ...changes })
  return {
    hub,
    artist,
    channel,
    watch,
    problems,
    /** The hub pays the artist, who keeps what it signed. */
    pay: async (transferred: bigint, nonce: bigint, locks: readonly Lock[] = []) => {
      watch.save([
        {
          channel: Number(channel),
          partnerAddress: hub.address,
          own: null,
          partner: await proof(transferred, nonce, { locks }),
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
  stops.push(() => frozen.stop())
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
  const artist = await createParticipant(chain)
  const endpoints = endpointsOf([chain.rpcUrl])
  const transactions = new AccountTransactions(endpoints, artist.account)
  const { address, block_number: firstBlock } = chain.contracts.SecretRegistry
  const registry = new SecretRegistry(endpoints, address, BigInt(firstBlock))
  const chosen = secret.parse(toHex(randomBytes(32)))
  const hash = secretHash.parse(sha256(chosen))
  expect(await registry.find(hash, 1)).toBeNull()
  const cost = await transactions.cost(registry.registration(chosen))
  expect(cost).toBeGreaterThan(0n)
  const sent = () => client().getTransactionCount({ address: artist.address })
  const before = await sent()
  await Promise.all([registry.register(chosen, transactions), registry.register(chosen, transactions)])
  expect(await sent(), 'whoever asks for it, it is paid for once').toBe(before + 1)
  expect(await registry.find(hash, 1), 'no block follows it yet').toBeNull()
  await client().mine({ blocks: 2 })
  expect(await registry.find(hash, 1)).toEqual({ secret: chosen, registeredAt: expect.any(Number) })
})
