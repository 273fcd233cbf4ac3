import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ErrorCode } from '../../shared/errors.ts'
import { openDatabase, readMigrations } from '../../database/openDatabase.ts'
import type { SignedSnapshot } from '../../protocol/hub.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { unlockVault } from '../keys/vault.ts'
import { passphraseLock } from '../keys/vaultLock.ts'
import { newWords } from '../keys/words.ts'
import { deviceId } from '../settings/deviceId.ts'
import { Settings } from '../settings/settings.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import { migrationsFolder, openStore, type Store } from '../store/openStore.ts'
import { channelsSetting } from '../restoredChannels/channelsSetting.ts'
import { encodeContent, readContent } from './snapshotContent.ts'
import { restoreNodeFolder, type RestoreInput } from './restoreNodeFolder.ts'
import { sealSnapshot } from './sealedSnapshot.ts'
import { SnapshotSync } from './snapshotSync.ts'
import { MemorySnapshotClient } from './testing/memorySnapshotClient.ts'
import { insertPurchase, comparableRows } from './testing/storeRows.ts'

const words = newWords()
const keys = await deriveKeys(words, 4711)
const lock = passphraseLock('correct horse battery', { N: 2 ** 10, r: 8, p: 1 })
const refused = (code: ErrorCode) => expect.objectContaining({ code })
let parent: string
let folder: string
let hub: MemorySnapshotClient
let old: Store

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'busker-restore-'))
  folder = join(parent, 'node')
  hub = new MemorySnapshotClient()
  old = openStore(':memory:')
  insertPurchase(old, 'a')
  insertPurchase(old, 'b', 'paying')
  new Settings(old).set({ ...channelsSetting, name: 'volume' }, 'restored-read-only')
})
afterEach(() => rmSync(parent, { recursive: true }))

const keeperOf = (store: Store) =>
  new SnapshotSync({ store, settings: new Settings(store), keys, hub, onProblem: () => undefined })
const ask = (more: Partial<RestoreInput> = {}) =>
  restoreNodeFolder({ words, lock, folder, reachHub: async () => hub, ...more })
const restored = <T>(read: (store: Store) => T): T => {
  const store = openStore(nodeFolder(folder).store)
  try {
    return read(store)
  } finally {
    store.close()
  }
}

test('the words bring back on another machine what the hub keeps: rows, settings, the same identity', async () => {
  await keeperOf(old).flush()
  const result = await ask()
  expect(result).toMatchObject({
    account: keys.identity.body.account,
    snapshot: { from: 'hub', number: 1 },
    hubAsked: true,
  })
  expect((await unlockVault(nodeFolder(folder).vault, lock)).identity).toEqual(keys.identity)
  const before = old.prepare("SELECT * FROM purchases WHERE id = 'a'").get()
  restored((store) => {
    expect(store.prepare("SELECT * FROM purchases WHERE id = 'a'").get()).toEqual(before)
    expect(comparableRows(store)).toMatchObject({ settings: [{ name: 'volume' }] })
    expect(store.prepare("SELECT state FROM purchases WHERE id = 'b'").pluck().get()).toBe('failed')
  })
})

test('a restored device is another device, and its channels are not to be used', async () => {
  const device = deviceId(new Settings(old))
  old.prepare("INSERT INTO settings VALUES ('payments-cursor', '12')").run()
  await keeperOf(old).flush()
  await ask()
  restored((store) => {
    const settings = new Settings(store)
    expect(settings.get(channelsSetting)).toBe('restored-read-only')
    expect(deviceId(settings)).not.toBe(device)
    expect(store.prepare("SELECT 1 FROM settings WHERE name = 'payments-cursor'").get()).toBeUndefined()
  })
})

test('a restored device goes on with the hub where the old one stopped', async () => {
  await keeperOf(old).flush()
  await ask()
  await restored((store) => {
    insertPurchase(store, 'c')
    return keeperOf(openStore(nodeFolder(folder).store)).flush()
  })
  expect(hub.kept.map(({ body }) => body.number)).toEqual([1, 2])
})

test('the newer of hub and file is taken', async () => {
  const keeper = keeperOf(old)
  await keeper.flush()
  const older = await snapshotOf(old, 1)
  insertPurchase(old, 'c')
  await keeper.flush()
  expect(await ask({ file: older })).toMatchObject({ snapshot: { from: 'hub', number: 2 } })
  expect(restored((store) => store.prepare('SELECT count(*) FROM purchases').pluck().get())).toBe(3)
  insertPurchase(old, 'd')
  folder = join(parent, 'second')
  expect(await ask({ file: await keeper.make() })).toMatchObject({ snapshot: { from: 'file', number: 3 } })
  expect(restored((store) => store.prepare('SELECT count(*) FROM purchases').pluck().get())).toBe(4)
})

test('with the hub away a file is enough, and the answer says the hub was not asked', async () => {
  hub.reachable = false
  await expect(ask()).rejects.toThrow(refused('SNAPSHOT_HUB_UNREACHABLE'))
  expect(existsSync(folder)).toBe(false)
  const file = await snapshotOf(old, 7)
  expect(await ask({ file })).toMatchObject({ snapshot: { from: 'file', number: 7 }, hubAsked: false })
  folder = join(parent, 'second')
  expect(await ask({ file, reachHub: null })).toMatchObject({ hubAsked: false })
})

test('with no snapshot anywhere the words still bring back the keys', async () => {
  expect(await ask({ now: () => 99 })).toMatchObject({ snapshot: null, hubAsked: true })
  const again = await unlockVault(nodeFolder(folder).vault, lock)
  expect(again.identity.body).toMatchObject({ account: keys.identity.body.account, issuedAt: 99 })
  expect(restored((store) => new Settings(store).get(channelsSetting))).toBe('restored-read-only')
})

test('an identity that is there is never restored over', async () => {
  await ask()
  const before = readdirSync(folder)
  await expect(ask({ words: newWords() })).rejects.toThrow(refused('VAULT_EXISTS'))
  expect(readdirSync(folder)).toEqual(before)
})

test('somebody else’s snapshot, wrong words and a weak passphrase leave no identity behind', async () => {
  const file = await snapshotOf(old, 1)
  await expect(ask({ words: newWords(), file })).rejects.toThrow(refused('SNAPSHOT_FOREIGN'))
  await expect(ask({ words: 'wrong' })).rejects.toThrow(refused('WORDS_INVALID'))
  await expect(ask({ lock: passphraseLock('short') })).rejects.toThrow(refused('VAULT_PASSPHRASE_WEAK'))
  expect(existsSync(nodeFolder(folder).vault)).toBe(false)
  await ask()
})

test('what an attempt that broke off has left is put aside, not lost', async () => {
  mkdirSync(folder)
  writeFileSync(nodeFolder(folder).store, 'something')
  writeFileSync(`${nodeFolder(folder).store}.restoring`, 'half')
  await ask({ now: () => 5 })
  expect(readdirSync(folder).toSorted()).toEqual(['node.sqlite', 'node.sqlite.5.old', 'vault'])
})

test('a snapshot of an older schema is brought to today’s, and one of a newer schema is refused', async () => {
  const first = openDatabase({ file: ':memory:', migrations: readMigrations(migrationsFolder).slice(0, 1) })
  first.prepare("INSERT INTO settings VALUES ('volume', '5')").run()
  const early = readContent(first, deviceId(new Settings(first)), keys.identity.body)
  expect(early.step).toBe(1)
  await expect(
    ask({ file: await sealSnapshot(keys, 9, 1, encodeContent({ ...early, step: 999 })) }),
  ).rejects.toThrow(refused('SNAPSHOT_FROM_FUTURE'))
  await ask({ file: await sealSnapshot(keys, 9, 1, encodeContent(early)) })
  restored((store) => {
    expect(comparableRows(store)).toEqual({ purchases: [], settings: [{ name: 'volume', value: '5' }] })
  })
})

function snapshotOf(store: Store, number: number): Promise<SignedSnapshot> {
  const content = readContent(store, deviceId(new Settings(store)), keys.identity.body)
  return sealSnapshot(keys, number, number, encodeContent(content))
}
