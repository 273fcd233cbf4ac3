import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ErrorCode } from '../../shared/errors.ts'
import { snapshotMaxBytes } from '../../protocol/hub.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { Settings } from '../settings/settings.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { openSnapshot } from './sealedSnapshot.ts'
import { SnapshotSync, type SnapshotSyncOptions } from './snapshotSync.ts'
import { initialSnapshotState, snapshotStateSetting } from './snapshotState.ts'
import { MemorySnapshotClient } from './testing/memorySnapshotClient.ts'
import { insertPurchase } from './testing/storeRows.ts'

const keys = await deriveKeys(newWords(), 1)
const onProblem = vi.fn<(problem: unknown) => void>()
const refused = (code: ErrorCode) => expect.objectContaining({ code })
let hub: MemorySnapshotClient
let store: Store
let keeper: SnapshotSync

beforeEach(() => {
  hub = new MemorySnapshotClient()
  store = openStore(':memory:')
  keeper = keeperOf(store)
  onProblem.mockClear()
})
afterEach(() => keeper.stop())

function keeperOf(of: Store, options: Partial<SnapshotSyncOptions> = {}): SnapshotSync {
  return new SnapshotSync({ store: of, settings: new Settings(of), keys, hub, onProblem, ...options })
}

const numbers = () => hub.kept.map(({ body }) => body.number)
const soon = (condition: () => void) => vi.waitFor(condition, { interval: 1, timeout: 5000 })
const purchases = async () => {
  const newest = hub.kept.at(-1)
  const opened = newest && (await openSnapshot(keys, newest))
  return opened?.tables.find(({ name }) => name === 'purchases')?.rows.length
}

test('changes reach the hub in numbered snapshots, and nothing is sent where nothing changed', async () => {
  insertPurchase(store, 'a')
  await keeper.flush()
  await keeper.flush()
  insertPurchase(store, 'b')
  await keeper.flush()
  expect(numbers()).toEqual([1, 2])
  expect(await purchases()).toBe(2)
})

test('two that are asked for at the same time go one after the other', async () => {
  insertPurchase(store, 'a')
  const first = keeper.flush()
  insertPurchase(store, 'b')
  await Promise.all([first, keeper.flush()])
  expect(numbers()).toEqual(numbers().toSorted((a, b) => a - b))
  expect(await purchases()).toBe(2)
})

test('a paid order is snapshotted at once, and many at once in one more', async () => {
  await keeper.start()
  await soon(() => expect(numbers()).toEqual([1]))
  for (let id = 0; id < 20; id += 1) {
    insertPurchase(store, `${id}`)
    keeper.schedule()
  }
  await vi.waitFor(async () => expect(await purchases()).toBe(20))
  expect(numbers().length).toBeLessThanOrEqual(3)
})

test('changes are found without being announced', async () => {
  keeper = keeperOf(store, { intervalMs: 5 })
  await keeper.start()
  await soon(() => expect(numbers()).toEqual([1]))
  insertPurchase(store, 'a')
  await soon(() => expect(numbers()).toEqual([1, 2]))
  expect(onProblem).not.toHaveBeenCalled()
})

test('what could not be given to the hub is given after a restart', async () => {
  hub.reachable = false
  insertPurchase(store, 'a')
  await keeper.start()
  await soon(() => expect(onProblem).toHaveBeenLastCalledWith(refused('IPFS_PEER_UNREACHABLE')))
  await keeper.stop()
  hub.reachable = true
  keeper = keeperOf(store)
  await keeper.start()
  await soon(() => expect(numbers()).toEqual([1]))
})

test('a problem is told, and that it is over', async () => {
  hub.reachable = false
  keeper = keeperOf(store, { intervalMs: 5 })
  await keeper.start()
  await soon(() => expect(onProblem).toHaveBeenLastCalledWith(refused('IPFS_PEER_UNREACHABLE')))
  hub.reachable = true
  await soon(() => expect(onProblem).toHaveBeenLastCalledWith(null))
  expect(numbers()).toEqual([1])
})

test('a problem is over when the person has brought the hub up to date', async () => {
  hub.reachable = false
  insertPurchase(store, 'a')
  await keeper.start()
  await soon(() => expect(keeper.progress.problem).toEqual(refused('IPFS_PEER_UNREACHABLE')))
  hub.reachable = true
  await keeper.flush()
  expect(keeper.progress.problem).toBeNull()
})

test('an answer that was lost confuses nobody: the next snapshot goes on from what the hub has', async () => {
  hub.loseAnswers = 1
  insertPurchase(store, 'a')
  await expect(keeper.flush()).rejects.toThrow(refused('IPFS_PEER_UNREACHABLE'))
  insertPurchase(store, 'b')
  hub.loseAnswers = 1
  await expect(keeper.flush()).rejects.toThrow(refused('IPFS_PEER_UNREACHABLE'))
  await keeper.flush()
  expect(numbers()).toEqual([1, 2, 3])
})

test('a device that goes on from an older snapshot than the hub’s does not replace it, and says so for good', async () => {
  for (const id of ['a', 'b', 'c']) {
    insertPurchase(store, id)
    await keeper.flush()
  }
  const second = openStore(':memory:')
  const settings = new Settings(second)
  settings.set(snapshotStateSetting, { ...initialSnapshotState, kept: 1 })
  insertPurchase(second, 'z')
  const late = keeperOf(second)
  await expect(late.flush()).rejects.toThrow(refused('SNAPSHOT_OVERTAKEN'))
  const asked = hub.calls
  await expect(keeperOf(second).flush()).rejects.toThrow(refused('SNAPSHOT_OVERTAKEN'))
  expect(hub.calls).toBe(asked)
  expect(numbers()).toEqual([1, 2, 3])
  late.overrule()
  await late.flush()
  expect(numbers()).toEqual([1, 2, 3, 4])
})

test('a snapshot that the hub would not take is not sent, and can be exported', async () => {
  insertPurchase(store, 'a')
  store.prepare('UPDATE purchases SET request = ?').run(randomBytes(snapshotMaxBytes))
  await expect(keeper.flush()).rejects.toThrow(refused('SNAPSHOT_TOO_LARGE'))
  expect(hub.calls).toBe(0)
  const exported = await keeper.make()
  expect((await openSnapshot(keys, exported)).tables.length).toBeGreaterThan(1)
})

test('what changes while the store rests is in a snapshot once it has rested', async () => {
  for (let id = 0; id < 2000; id += 1) insertPurchase(store, `${id}`)
  await keeper.start()
  await soon(() => expect(numbers()).toEqual([1]))
  insertPurchase(store, 'a')
  keeper.schedule()
  insertPurchase(store, 'b')
  keeper.schedule()
  expect(hub.calls).toBe(1)
  await vi.waitFor(async () => expect(await purchases()).toBe(2002), { timeout: 20_000 })
  expect(numbers()).toEqual([1, 2])
})

test('starting and stopping twice is once', async () => {
  await Promise.all([keeper.start(), keeper.start()])
  await soon(() => expect(numbers()).toEqual([1]))
  await Promise.all([keeper.stop(), keeper.stop()])
  keeper.schedule()
  expect(numbers()).toEqual([1])
})
