import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createPeer } from '../../ipfs/createPeer.ts'
import type { Peer } from '../../ipfs/peer.ts'
import { deriveKeys } from '../../node/keys/deriveKeys.ts'
import type { Keys } from '../../node/keys/keys.ts'
import { passphraseLock } from '../../node/keys/vaultLock.ts'
import { newWords } from '../../node/keys/words.ts'
import { Settings } from '../../node/settings/settings.ts'
import { DeviceLease } from '../../node/lease/deviceLease.ts'
import { createLeaseClient } from '../../node/lease/leaseClient.ts'
import { restoreNodeFolder } from '../../node/snapshot/restoreNodeFolder.ts'
import { createSnapshotClient } from '../../node/snapshot/snapshotClient.ts'
import { SnapshotSync } from '../../node/snapshot/snapshotSync.ts'
import { nodeFolder } from '../../node/store/nodeFolder.ts'
import { openStore } from '../../node/store/openStore.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Caller } from '../../ipfs/peer.ts'
import { createLeaseHandlers } from '../leases/leaseHandlers.ts'
import { Leases } from '../leases/leases.ts'
import { SqliteLeases } from '../leases/sqliteLeases.ts'
import { ChannelPartners } from '../channelPartners.ts'
import { openHubStore } from '../openHubStore.ts'
import { createSnapshotHandlers } from '../snapshots/snapshotHandlers.ts'
import { Snapshots } from '../snapshots/snapshots.ts'
import { SqliteSnapshots } from '../snapshots/sqliteSnapshots.ts'

const words = newWords()
const keys = await deriveKeys(words, 1)
const lock = passphraseLock('correct horse battery', { N: 2 ** 10, r: 8, p: 1 })
let folder: string
let running: Peer[]
let hub: Peer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-restoring-'))
  running = []
  hub = await startPeer('hub', await deriveKeys(newWords(), 1))
  const store = openHubStore(':memory:')
  const members = new ChannelPartners(store)
  members.add([keys.identity.body.account])
  const elsewhere = async (): Promise<never> => {
    throw new BuskerError('HUB_NOT_RUNNING', 'This hub only leases and keeps snapshots.')
  }
  const handlers: Handlers<typeof hubProtocol, Caller> = {
    welcome: elsewhere,
    ursulas: elsewhere,
    invitation: elsewhere,
    redeem: elsewhere,
    openChannel: elsewhere,
    faucet: elsewhere,
    hasChannel: elsewhere,
    locate: elsewhere,
    pinned: elsewhere,
    ...createLeaseHandlers(new Leases(new SqliteLeases(store), Date.now)),
    ...createSnapshotHandlers(new Snapshots(new SqliteSnapshots(store), members)),
  }
  await hub.handle(hubProtocol, handlers)
})
afterEach(async () => {
  for (const peer of running) await peer.stop()
  await rm(folder, { recursive: true })
})

async function startPeer(name: string, of: Keys): Promise<Peer> {
  const bootstrap = name === 'hub' ? [] : hub.addresses
  const peer = await createPeer({ seed: of.peerSeed, folder: join(folder, name), bootstrap })
  await peer.start()
  running.push(peer)
  return peer
}

test('a purchase on one machine is there on the next one, and Raiden waits for the first to let go', async () => {
  const first = await startPeer('first', keys)
  const store = openStore(':memory:')
  const settings = new Settings(store)
  const lease = new DeviceLease({ hub: createLeaseClient(first, hub.id, keys), settings })
  await lease.start()
  expect(lease.held).toBe(true)
  store.prepare("INSERT INTO settings VALUES ('volume', '7')").run()
  const keeper = new SnapshotSync({
    store,
    settings,
    keys,
    hub: createSnapshotClient(first, hub.id, keys.identity),
    onProblem: () => undefined,
  })
  await keeper.flush()
  await first.stop()

  const restored = await restoreNodeFolder({
    words,
    lock,
    folder: join(folder, 'node'),
    reachHub: async (own) => createSnapshotClient(await startPeer('second', own), hub.id, own.identity),
  })
  expect(restored).toMatchObject({ snapshot: { from: 'hub', number: 1 }, hubAsked: true })
  const second = running.at(-1) ?? hub
  const onSecond = openStore(nodeFolder(join(folder, 'node')).store)
  expect(onSecond.prepare("SELECT value FROM settings WHERE name = 'volume'").pluck().get()).toBe('7')
  const other = new DeviceLease({
    hub: createLeaseClient(second, hub.id, keys),
    settings: new Settings(onSecond),
    retryMs: 50,
  })
  await other.start()
  expect(other.state).toMatchObject({ held: false, reason: { code: 'HUB_LEASE_HELD' } })
  const got = new Promise<void>((resolve) => other.onChange(({ held }) => held && resolve()))
  await (await restartLease(lease, settings)).stop()
  await got
  await other.stop()
  onSecond.close()
})

/** The first machine's Busker is started once more, to be closed in order. */
async function restartLease(lease: DeviceLease, settings: Settings): Promise<DeviceLease> {
  await lease.stop()
  const peer = running.at(-1) ?? hub
  const again = new DeviceLease({ hub: createLeaseClient(peer, hub.id, keys), settings })
  await again.start()
  return again
}

test('nobody else gets a snapshot of this identity', async () => {
  const stranger = await deriveKeys(newWords(), 1)
  const peer = await startPeer('stranger', stranger)
  await expect(createSnapshotClient(peer, hub.id, keys.identity).newest()).rejects.toThrow(
    expect.objectContaining({ code: 'HUB_NOT_OWNER' }),
  )
})
