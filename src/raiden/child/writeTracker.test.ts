import { BehaviorSubject } from 'rxjs'
import { beforeEach, expect, test } from 'vitest'
import type { RaidenDatabase } from './raidenTypes.ts'
import { WriteTracker } from './writeTracker.ts'

let busy$: BehaviorSubject<boolean>
let results: readonly object[]
let asked: unknown[]
let database: RaidenDatabase
let tracker: WriteTracker

beforeEach(() => {
  busy$ = new BehaviorSubject(false)
  results = [{ ok: true }]
  asked = []
  database = {
    busy$,
    allDocs: async (...given: unknown[]) => (asked.push(given), { rows: [] }),
    bulkDocs: async (...given: unknown[]) => (asked.push(given), results),
  } as unknown as RaidenDatabase
  tracker = new WriteTracker(database)
})

/** Whether what was changed before is known to be written. */
function track() {
  const waited = { isWritten: false }
  void tracker.written().then(() => (waited.isWritten = true))
  return waited
}
const settled = () => new Promise((resolve) => setImmediate(resolve))
/** As raiden-ts's persister collects a batch, and writes it. */
const collect = () => database.allDocs({ keys: ['a'] })
const write = () => database.bulkDocs([{ _id: 'a' }])

test('while nothing is to be written nothing is waited for', async () => {
  await expect(tracker.written()).resolves.toBeUndefined()
})

test('a change is written with the batch that is collected after it, not with the one before', async () => {
  busy$.next(true)
  await collect()
  const change = track()
  await write()
  await settled()
  expect(change.isWritten).toBe(false)
  await collect()
  const later = track()
  await write()
  await settled()
  expect([change.isWritten, later.isWritten]).toEqual([true, false])
})

test('reading is no batch', async () => {
  busy$.next(true)
  const change = track()
  await database.allDocs({ startkey: 'a' })
  await write()
  await settled()
  expect(change.isWritten).toBe(false)
})

test('a batch of which something was not taken does not count; once nothing is left to write, all is', async () => {
  busy$.next(true)
  const change = track()
  await collect()
  results = [{ ok: true }, { error: true, name: 'conflict' }]
  await write()
  await settled()
  expect(change.isWritten).toBe(false)
  busy$.next(true)
  await settled()
  expect(change.isWritten).toBe(false)
  busy$.next(false)
  await settled()
  expect(change.isWritten).toBe(true)
})

test('at the end everything is written', async () => {
  busy$.next(true)
  const change = track()
  busy$.complete()
  await settled()
  expect(change.isWritten).toBe(true)
})

test('a full disk is thrown: nothing may be sent before it is written', async () => {
  busy$.next(true)
  const change = track()
  await collect()
  results = [{ ok: true }, Object.assign(new Error('No space left on device'), { code: 'ENOSPC' })]
  await expect(write()).rejects.toMatchObject({ code: 'NODE_DISK_FULL' })
  expect(change.isWritten).toBe(false)
})

test('what is read and written goes on as it came', async () => {
  expect(await database.allDocs({ keys: ['a'] }, 'more')).toEqual({ rows: [] })
  expect(await database.bulkDocs([1], 'more')).toBe(results)
  expect(asked).toEqual([
    [{ keys: ['a'] }, 'more'],
    [[1], 'more'],
  ])
})

test('where the persister fails the process ends with its error, and who waits is not told that it is written', async () => {
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  try {
    const uncaught = new Promise<unknown>((resolve) => process.once('uncaughtException', resolve))
    busy$.next(true)
    const change = track()
    const broken = new Error('broken')
    busy$.error(broken)
    expect(await uncaught).toBe(broken)
    await settled()
    expect(change.isWritten).toBe(false)
  } finally {
    process.removeAllListeners('uncaughtException')
    for (const listener of listeners) process.on('uncaughtException', listener)
  }
})
