import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { leaseSetting, yieldedSetting } from '../lease/leaseSettings.ts'
import { channelsSetting } from '../restoredChannels/channelsSetting.ts'
import { deviceId } from '../settings/deviceId.ts'
import { Settings } from '../settings/settings.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { SnapshotSync } from './snapshotSync.ts'
import { takeOverFolder } from './takeOverFolder.ts'
import { MemorySnapshotClient } from './testing/memorySnapshotClient.ts'
import { insertPurchase } from './testing/storeRows.ts'

const keys = await deriveKeys(newWords(), 4711)
let folder: string
let hub: MemorySnapshotClient

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'busker-take-over-')), 'node')
  mkdirSync(nodeFolder(folder).raiden, { recursive: true })
  writeFileSync(join(nodeFolder(folder).raiden, 'state'), 'signed here')
  hub = new MemorySnapshotClient()
})
afterEach(() => rmSync(dirname(folder), { recursive: true }))

const keep = (store: Store) =>
  new SnapshotSync({ store, settings: new Settings(store), keys, hub, onProblem: () => undefined }).flush()
async function onOther(act: (store: Store) => void): Promise<void> {
  const other = openStore(':memory:', { keys })
  act(other)
  await keep(other)
}
function here<T>(act: (store: Store) => T): T {
  const store = openStore(nodeFolder(folder).store, { keys })
  try {
    return act(store)
  } finally {
    store.close()
  }
}
const ids = (store: Store) => store.prepare('SELECT id FROM purchases ORDER BY id').pluck().all()
const raidens = () => readdirSync(folder).filter((name) => name.startsWith('raiden'))

test('goes on from the newest copy; what was here, and its Raiden, is kept beside it and never used', async () => {
  const before = here((store) => {
    insertPurchase(store, 'only-here')
    new Settings(store).set(leaseSetting, { number: 7, until: 0, grant: null, firstNumber: 1, since: 1 })
    new Settings(store).set(yieldedSetting, { name: 'laptop', at: 1 })
    store
      .prepare("INSERT INTO settings VALUES ('device-rpc-urls', '[]'), ('device-remote', '{\"apps\":[]}')")
      .run()
    return deviceId(new Settings(store))
  })
  await onOther((store) => insertPurchase(store, 'from-laptop'))
  const { number, keptStore } = await takeOverFolder({ folder, keys, hub, now: () => 5 })
  expect(number).toBe(1)
  here((store) => {
    const settings = new Settings(store)
    expect(ids(store)).toEqual(['from-laptop'])
    expect(settings.get(channelsSetting)).toBe('restored-read-only')
    expect([settings.get(leaseSetting), settings.get(yieldedSetting)]).toEqual([undefined, undefined])
    const value = store.prepare<[string]>('SELECT value FROM settings WHERE name = ?').pluck()
    expect(value.get('device-rpc-urls')).toBe('[]')
    expect(value.get('device-remote'), 'whom it is paired with').toBe('{"apps":[]}')
    expect(deviceId(settings)).not.toBe(before)
  })
  expect(raidens()).toEqual(['raiden.5.old'])
  const kept = openStore(keptStore ?? '', { keys })
  expect(ids(kept)).toEqual(['only-here'])
  expect(new Settings(kept).get(channelsSetting)).toBe('restored-read-only')
  kept.close()
})

test('keeps what is here where the hub has nothing newer, and begins anew with Raiden', async () => {
  const store = openStore(nodeFolder(folder).store, { keys })
  insertPurchase(store, 'here')
  await keep(store)
  new Settings(store).set(leaseSetting, { number: 7, until: 0, grant: null, firstNumber: 1, since: 1 })
  store.close()
  expect(await takeOverFolder({ folder, keys, hub })).toEqual({ number: null, keptStore: null })
  here((after) => {
    expect(ids(after)).toEqual(['here'])
    expect(new Settings(after).get(channelsSetting)).toBe('restored-read-only')
    expect(new Settings(after).get(leaseSetting)).toBeUndefined()
  })
  expect(raidens().filter((name) => !name.endsWith('.old'))).toEqual([])
})

test('what a partner has signed is kept where this machine knows something newer', async () => {
  const insert = (store: Store, channel: number, nonce: string) =>
    store
      .prepare(
        `INSERT INTO watched_channels VALUES (?, ?, 'p', 'open', NULL, ?, x'80', x'80', NULL, 0, '0', NULL, 1)`,
      )
      .run(`t/${channel}`, channel, nonce)
  here((store) => {
    insert(store, 1, '10')
    insert(store, 2, '9')
    insert(store, 3, '1')
    store.prepare("INSERT INTO own_transfers VALUES ('t/1', 'h', '5', '0', 'r')").run()
  })
  await onOther((store) => {
    insert(store, 1, '9')
    insert(store, 2, '10')
  })
  await takeOverFolder({ folder, keys, hub })
  here((store) => {
    const known = store.prepare('SELECT channel, nonce FROM watched_channels ORDER BY channel').raw().all()
    expect(known).toEqual([
      [1, '10'],
      [2, '10'],
      [3, '1'],
    ])
    expect(store.prepare('SELECT count(*) FROM own_transfers').pluck().get()).toBe(1)
  })
})

test('changes nothing where the hub can’t be asked, or its copy is another’s', async () => {
  here((store) => insertPurchase(store, 'here'))
  const untouched = () =>
    here((store) => {
      expect(ids(store)).toEqual(['here'])
      expect(new Settings(store).get(channelsSetting)).toBeUndefined()
      expect(existsSync(join(nodeFolder(folder).raiden, 'state'))).toBe(true)
    })
  const away = { newest: () => Promise.reject(new BuskerError('IPFS_PEER_UNREACHABLE', 'Away.')) }
  await expect(takeOverFolder({ folder, keys, hub: away })).rejects.toMatchObject({
    code: 'SNAPSHOT_HUB_UNREACHABLE',
  })
  untouched()
  await onOther((store) => insertPurchase(store, 'x'))
  const stranger = await deriveKeys(newWords(), 1)
  rmSync(nodeFolder(folder).store)
  const foreign = openStore(nodeFolder(folder).store, { keys: stranger })
  foreign.close()
  await expect(takeOverFolder({ folder, keys: stranger, hub })).rejects.toMatchObject({
    code: 'SNAPSHOT_FOREIGN',
  })
})
