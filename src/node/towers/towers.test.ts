import { beforeEach, expect, test, vi } from 'vitest'
import { createTestProfile } from '../../hub/testing/testProfile.ts'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { signTowerAcknowledgement, signTowerRecord, towerProtocol } from '../../protocol/tower.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import {
  identityOf,
  type MemoryTowerOptions,
  serveMemoryTower,
  towerLimits,
} from '../../tower/testing/memoryTower.ts'
import {
  chainId,
  MemoryTowerChain,
  type MemoryTowerChannel,
  tokenNetwork,
  updateOf,
} from '../../tower/testing/memoryTowerChain.ts'
import type { TowerRecords } from '../../tower/towerRecords.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { Towers, type TowersOptions } from './towers.ts'

const hour = 60 * 60_000
const day = 24 * hour
let network: MemoryNetwork
let artist: MemoryPeer
let chain: MemoryTowerChain
let channel: MemoryTowerChannel
let identity: SignedIdentity
let profile: NetworkProfile
let store: Store
let now: number
let problems: unknown[]

beforeEach(async () => {
  network = new MemoryNetwork()
  artist = network.peer()
  chain = new MemoryTowerChain()
  channel = chain.openChannel()
  identity = await identityOf(channel.artist, artist.id)
  const privateKey = hex32.parse(`0x${'5'.repeat(64)}`)
  const made = await createTestProfile({ privateKey, peerSeed: new Uint8Array(32).fill(7) }, chainId)
  profile = { ...made, contracts: { ...made.contracts, tokenNetwork } }
  store = openStore(':memory:')
  now = 1_700_000_000_000
  problems = []
})

const towersOf = (changes: Partial<TowersOptions> = {}) =>
  new Towers({
    store,
    peer: artist,
    identity,
    network: profile,
    onChange: () => undefined,
    onProblem: (problem) => problems.push(problem),
    now: () => now,
    backOff: { initialMs: 1000, maxMs: 60_000 },
    ...changes,
  })

async function tower(options: Partial<MemoryTowerOptions> = {}) {
  const peer = network.peer()
  const account = chain.openChannel().hub
  const terms = { chain, account, now: () => now, keepMs: 100 * day, ...options }
  const records: TowerRecords = await serveMemoryTower(peer, terms)
  const kept = () =>
    records.get({ tokenNetwork, channel: channel.channel, participant: toAddress(channel.artist.address) })
  return { peer, records, nonce: () => kept()?.update.nonce, address: peer.addresses[0] ?? '' }
}

const watched = (towers: Towers) => towers.status().channels[0]
const until = (towers: Towers, watching: number) =>
  vi.waitFor(() => expect(watched(towers)).toMatchObject({ watching }), { interval: 1 })

/** A node whose channel this tower watches. */
async function towersWatchedBy(
  { address }: { readonly address: string },
  changes: Partial<TowersOptions> = {},
): Promise<Towers> {
  const towers = towersOf(changes)
  await towers.start()
  await towers.add(address)
  towers.watch(await updateOf(channel, 50n, 9n))
  await until(towers, 1)
  return towers
}

test('each newer proof is handed to every tower, and counted once it is acknowledged', async () => {
  const [one, two] = [await tower({ operator: 'Bo' }), await tower({ operator: 'Ines' })]
  const towers = towersOf()
  await towers.start()
  for (const { address } of [one, two]) await towers.add(address)
  expect(towers.status().channels).toEqual([])
  towers.watch(await updateOf(channel, 50n, 9n))
  expect(watched(towers)).toEqual({ channel: 1n, watching: 0, since: null })
  await until(towers, 2)
  now += hour
  towers.watch(await updateOf(channel, 60n, 10n))
  expect(watched(towers)).toMatchObject({ watching: 0 })
  await until(towers, 2)
  expect([one.nonce(), two.nonce()]).toEqual([10n, 10n])
  expect(watched(towers)?.since).toBe(now)
  await towers.stop()
})

test('what is not handed over yet survives a restart, and only the newest of it is', async () => {
  const bo = await tower()
  await bo.peer.stop()
  const before = towersOf()
  await before.start()
  await before.add(bo.address)
  for (const nonce of [8n, 9n, 10n]) before.watch(await updateOf(channel, nonce * 10n, nonce))
  before.watch(await updateOf(channel, 80n, 8n))
  await vi.waitFor(() => expect(before.status().towers[0]?.problem?.code).toBe('IPFS_PEER_UNREACHABLE'), {
    interval: 1,
  })
  await before.stop()

  await bo.peer.start()
  now += hour
  const after = towersOf()
  await after.start()
  await until(after, 1)
  expect(bo.nonce()).toBe(10n)
  expect(after.status().towers[0]?.problem).toBeNull()
  await after.stop()
})

test('a tower that fails is asked less and less often, and at once when the node wakes', async () => {
  const bo = await tower({ hasGas: () => now > 1_700_000_000_000 + hour })
  const towers = towersOf()
  await towers.start()
  await towers.add(bo.address)
  towers.watch(await updateOf(channel, 50n, 9n))
  await vi.waitFor(() => expect(towers.status().towers[0]?.problem?.code).toBe('TOWER_GAS_LOW'), {
    interval: 1,
  })
  towers.watch(await updateOf(channel, 60n, 10n))
  expect(problems).toHaveLength(1)
  now += 2 * hour
  towers.wake()
  await until(towers, 1)
  expect(bo.nonce()).toBe(10n)
  await towers.stop()
})

test('the hub’s own towers do not count: not its peer, its account, nor its name', async () => {
  const asPeer = await tower()
  const asName = await tower({ operator: ` ${profile.hub.operator.toUpperCase()} ` })
  const account = chain.openChannel().hub
  const asAccount = await tower({ account })
  const other = await tower({ operator: 'Ines' })
  const hub = {
    ...profile.hub,
    peers: [`/memory/1/p2p/${asPeer.peer.id}`],
    raidenAddress: toAddress(account.address),
  }
  const towers = towersOf({ network: { ...profile, hub } })
  await towers.start()
  for (const { address } of [asPeer, asName, asAccount]) await towers.add(address)
  towers.watch(await updateOf(channel, 50n, 9n))
  await vi.waitFor(() => expect(towers.status().towers.map(({ watches }) => watches)).toEqual([1, 1, 1]), {
    interval: 1,
  })
  expect(watched(towers)).toMatchObject({ watching: 0, since: null })
  await towers.add(other.address)
  await until(towers, 1)
  await towers.stop()
})

test('two towers of one operator are one that may be away', async () => {
  const towers = towersOf()
  await towers.start()
  for (const { address } of [await tower(), await tower()]) await towers.add(address)
  towers.watch(await updateOf(channel, 50n, 9n))
  await vi.waitFor(() => expect(towers.status().towers.map(({ watches }) => watches)).toEqual([1, 1]), {
    interval: 1,
  })
  expect(watched(towers)).toMatchObject({ watching: 1 })
  await towers.stop()
})

test('towers of the network profile are handed everything too, and can not be removed', async () => {
  const bo = await tower()
  const named = { name: 'Bo', peerId: bo.peer.id, addresses: [bo.address] }
  const towers = towersOf({ network: { ...profile, towers: [named] } })
  await towers.start()
  towers.watch(await updateOf(channel, 50n, 9n))
  await until(towers, 1)
  expect(() => towers.remove(bo.peer.id)).toThrow(expect.objectContaining({ code: 'TOWER_UNKNOWN' }))
  await towers.stop()
})

test('a tower that is removed is asked to forget, and counts no more', async () => {
  const bo = await tower()
  const towers = await towersWatchedBy(bo)
  towers.remove(bo.peer.id)
  expect(towers.status().towers).toEqual([])
  expect(watched(towers)).toMatchObject({ watching: 0 })
  await vi.waitFor(() => expect(bo.nonce()).toBeUndefined(), { interval: 1 })
  await towers.stop()
})

test('a tower that has not been heard of for days is not counted on, until it says that it still watches', async () => {
  const bo = await tower()
  const before = await towersWatchedBy(bo)
  await before.stop()
  const since = watched(before)?.since
  now += 4 * day
  expect(watched(before)).toMatchObject({ watching: 0 })
  const after = towersOf()
  await after.start()
  await until(after, 1)
  expect(watched(after)?.since).toBe(since)
  await after.stop()
})

test('a full disk ends nothing: it is tried again, and once there is room it is handed over', async () => {
  const bo = await tower()
  const towers = await towersWatchedBy(bo, { backOff: { initialMs: 5, maxMs: 5 } })
  await towers.stop()
  store.pragma('query_only = ON')
  now += 2 * day
  await towers.start()
  await vi.waitFor(() => expect(problems.length).toBeGreaterThan(2), { interval: 1 })
  store.pragma('query_only = OFF')
  towers.watch(await updateOf(channel, 60n, 10n))
  await until(towers, 1)
  expect(bo.nonce()).toBe(10n)
  await towers.stop()
})

test('a channel that has come to its end needs nobody', async () => {
  const bo = await tower()
  const towers = await towersWatchedBy(bo)
  towers.forget(channel.channel)
  expect(towers.status().channels).toEqual([])
  await towers.stop()
})

test('a tower of another network is not added, nor what is no address, nor a seventeenth', async () => {
  const towers = towersOf({ network: { ...profile, chain: { ...profile.chain, id: 5 } } })
  const { address } = await tower()
  await expect(towers.add(address)).rejects.toMatchObject({ code: 'TOWER_NETWORK_UNKNOWN' })
  expect(towers.status().towers).toEqual([])
  const ours = towersOf()
  await expect(ours.add('/ip4/127.0.0.1/tcp/1')).rejects.toMatchObject({ code: 'IPFS_ADDRESS_INVALID' })
  for (let count = 0; count < 16; count += 1) await ours.add((await tower()).address)
  await expect(ours.add((await tower()).address)).rejects.toMatchObject({ code: 'TOWER_TOO_MANY' })
})

test('an acknowledgement of something else, or by somebody else, is none', async () => {
  const liar = network.peer()
  const account = chain.openChannel().hub
  const stranger = chain.openChannel().hub
  let nonce = 9n
  let signer = account
  const record = {
    v: 1 as const,
    peer: liar.id,
    operator: 'Mal',
    chainId,
    tokenNetworks: [tokenNetwork],
    limits: towerLimits,
  }
  await liar.handle(towerProtocol, {
    describe: () => signTowerRecord(record, account),
    watch: async ({ update }) =>
      signTowerAcknowledgement(
        {
          v: 1,
          chainId,
          tokenNetwork,
          channel: update.channel,
          participant: update.other,
          nonce,
          acceptedAt: now,
          until: now + day,
          limits: towerLimits,
        },
        signer,
      ),
    status: async () => ({ watched: null }),
    forget: async () => ({}),
  })
  const towers = towersOf()
  await towers.start()
  await towers.add(liar.addresses[0] ?? '')
  towers.watch(await updateOf(channel, 60n, 10n))
  const forged = () =>
    expect(towers.status().towers[0]).toMatchObject({ watches: 0, problem: { code: 'PROTOCOL_FORGED' } })
  await vi.waitFor(forged, { interval: 1 })
  nonce = 10n
  signer = stranger
  towers.wake()
  await vi.waitFor(() => expect(problems.length).toBeGreaterThan(0))
  forged()
  signer = account
  now += hour
  towers.wake()
  await until(towers, 1)
  await towers.stop()
})
