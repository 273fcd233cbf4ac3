import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { SignedUpdate } from '../chain/tokenNetwork.ts'
import { MemoryNetwork, type MemoryPeer } from '../ipfs/testing/memoryNetwork.ts'
import { towerProtocol, verifyTowerAcknowledgement } from '../protocol/tower.ts'
import { address, hex32, toAddress } from '../shared/ids.ts'
import type { TowerRecords } from './towerRecords.ts'
import { identityOf, serveMemoryTower, towerLimits } from './testing/memoryTower.ts'
import {
  chainId,
  MemoryTowerChain,
  type MemoryTowerChannel,
  settleTimeout,
  tokenNetwork,
  updateOf,
} from './testing/memoryTowerChain.ts'

let network: MemoryNetwork
let tower: MemoryPeer
let artistPeer: MemoryPeer
let chain: MemoryTowerChain
let channel: MemoryTowerChannel
let records: TowerRecords
let now: number
let hasGas: boolean
let signer: PrivateKeyAccount

beforeEach(async () => {
  network = new MemoryNetwork()
  tower = network.peer()
  artistPeer = network.peer()
  chain = new MemoryTowerChain()
  channel = chain.openChannel()
  signer = chain.openChannel().hub
  now = 1_700_000_000_000
  hasGas = true
  await serve()
})

async function serve(rateLimit = { burst: 10_000, perSecond: 1 }, slots = 100): Promise<void> {
  records = await serveMemoryTower(tower, {
    chain,
    account: signer,
    rateLimit,
    slots,
    now: () => now,
    hasGas: () => hasGas,
  })
}

/** What whoever sits at `peer` hands over as `account`. */
async function watch(update: SignedUpdate, { account = channel.artist, peer = artistPeer } = {}) {
  const identity = await identityOf(account, peer.id)
  return peer.call(tower.id, towerProtocol, 'watch', { identity, chainId, tokenNetwork, update })
}

async function status({ account = channel.artist, peer = artistPeer } = {}) {
  const identity = await identityOf(account, peer.id)
  const asked = { identity, chainId, tokenNetwork, channel: channel.channel }
  return (await peer.call(tower.id, towerProtocol, 'status', asked)).watched
}

test('what is handed over is acknowledged, signed, with its nonce and until when it is watched', async () => {
  const signed = await watch(await updateOf(channel, 50n, 9n))
  await verifyTowerAcknowledgement(signed)
  expect(signed.signer).toBe(toAddress(signer.address))
  expect(signed.body).toMatchObject({
    channel: 1n,
    nonce: 9n,
    acceptedAt: now,
    until: now + 1000,
    limits: towerLimits,
  })
  expect(await status()).toEqual({ nonce: 9n, until: now + 1000 })
})

test('only what is newest is kept, and the same again prolongs it', async () => {
  await watch(await updateOf(channel, 50n, 9n))
  await watch(await updateOf(channel, 60n, 10n))
  await expect(watch(await updateOf(channel, 50n, 9n))).rejects.toMatchObject({ code: 'TOWER_NONCE_OLDER' })
  now += 500
  const again = await watch(await updateOf(channel, 60n, 10n))
  expect(again.body).toMatchObject({ nonce: 10n, acceptedAt: now - 500, until: now + 1000 })
  expect(records.count()).toBe(1)
})

test('an update of which anything was changed is refused', async () => {
  const update = await updateOf(channel, 50n, 9n)
  const hash = fc.stringMatching(/^0x[0-9a-f]{64}$/).map((text) => hex32.parse(text))
  const changes: fc.Arbitrary<Partial<SignedUpdate>>[] = [
    fc.bigInt({ min: 10n, max: 2n ** 200n }).map((nonce) => ({ nonce })),
    fc.bigInt({ min: 2n, max: 2n ** 200n }).map((id) => ({ channel: id })),
    hash.map((balanceHash) => ({ balanceHash })),
    hash.map((additionalHash) => ({ additionalHash })),
    fc.stringMatching(/^0x[0-9a-f]{40}$/).map((closer) => ({ closer: address.parse(closer) })),
    fc.stringMatching(/^0x[0-9a-f]{130}$/).map((text) => ({ closerSignature: text as `0x${string}` })),
    fc.stringMatching(/^0x[0-9a-f]{130}$/).map((text) => ({ otherSignature: text as `0x${string}` })),
  ]
  await fc.assert(
    fc.asyncProperty(fc.oneof(...changes), async (change) => {
      const forged = watch({ ...update, ...change })
      await expect(forged).rejects.toMatchObject({ code: 'TOWER_PROOF_FORGED' })
    }),
    { numRuns: 60 },
  )
  expect(records.count()).toBe(0)
})

test('a stranger replaces, reads and forgets nothing of somebody else', async () => {
  await watch(await updateOf(channel, 50n, 9n))
  const stranger = { account: chain.openChannel().artist, peer: network.peer() }
  await expect(watch(await updateOf(channel, 60n, 10n), stranger)).rejects.toMatchObject({
    code: 'TOWER_NOT_YOURS',
  })
  // Under the artist's own identity record, which is public, from another peer.
  const identity = await identityOf(channel.artist, artistPeer.id)
  const asked = { identity, chainId, tokenNetwork, channel: channel.channel }
  for (const op of ['status', 'forget'] as const) {
    await expect(stranger.peer.call(tower.id, towerProtocol, op, asked)).rejects.toMatchObject({
      code: 'TOWER_NOT_YOURS',
    })
  }
  expect(await status(stranger)).toBeNull()
  const own = await identityOf(stranger.account, stranger.peer.id)
  await stranger.peer.call(tower.id, towerProtocol, 'forget', { ...asked, identity: own })
  expect(await status()).toMatchObject({ nonce: 9n })
  await artistPeer.call(tower.id, towerProtocol, 'forget', asked)
  expect(await status()).toBeNull()
})

test('accounts that have no channel on chain take no slot', async () => {
  const unopened = { ...chain.openChannel(), channel: 99n }
  const lying = { account: unopened.artist, peer: artistPeer }
  await expect(watch(await updateOf(unopened, 50n, 9n), lying)).rejects.toMatchObject({
    code: 'TOWER_CHANNEL_UNKNOWN',
  })
  expect(records.count()).toBe(0)
})

test('a channel that is closed is watched while there is something to hand in and time to do it', async () => {
  chain.close(channel, 9n)
  await expect(watch(await updateOf(channel, 50n, 9n))).rejects.toMatchObject({ code: 'TOWER_TOO_LATE' })
  expect((await watch(await updateOf(channel, 60n, 10n))).body.nonce).toBe(10n)
  chain.time = settleTimeout + 1
  await expect(watch(await updateOf(channel, 70n, 11n))).rejects.toMatchObject({ code: 'TOWER_TOO_LATE' })
})

test('it takes no more channels than it has slots, and goes on with those it has', async () => {
  await serve(undefined, 1)
  await watch(await updateOf(channel, 50n, 9n))
  const second = chain.openChannel()
  const refused = watch(await updateOf(second, 50n, 9n), { account: second.artist, peer: network.peer() })
  await expect(refused).rejects.toMatchObject({ code: 'TOWER_FULL' })
  await watch(await updateOf(channel, 60n, 10n))
})

test('it promises nothing on another chain, in another token network, or without gas', async () => {
  const identity = await identityOf(channel.artist, artistPeer.id)
  const update = await updateOf(channel, 50n, 9n)
  const elsewhere = toAddress(`0x${'8'.repeat(40)}`)
  for (const place of [
    { chainId: 1, tokenNetwork },
    { chainId, tokenNetwork: elsewhere },
  ]) {
    await expect(
      artistPeer.call(tower.id, towerProtocol, 'watch', { identity, update, ...place }),
    ).rejects.toMatchObject({ code: 'TOWER_NETWORK_UNKNOWN' })
  }
  hasGas = false
  await expect(watch(update)).rejects.toMatchObject({ code: 'TOWER_GAS_LOW' })
})

test('the chain is not asked again for each newer proof', async () => {
  await watch(await updateOf(channel, 50n, 1n))
  const { looks } = chain
  for (let nonce = 2n; nonce < 10n; nonce += 1n) await watch(await updateOf(channel, 50n + nonce, nonce))
  expect(chain.looks).toBe(looks)
})

test('a peer that asks too often is told to wait, another one is not', async () => {
  await serve({ burst: 2, perSecond: 1 })
  const describeIt = (peer: MemoryPeer) => peer.call(tower.id, towerProtocol, 'describe', {})
  await describeIt(artistPeer)
  await describeIt(artistPeer)
  await expect(describeIt(artistPeer)).rejects.toMatchObject({ code: 'TOWER_BUSY' })
  expect((await describeIt(network.peer())).body).toMatchObject({ operator: 'Bo', chainId })
})
