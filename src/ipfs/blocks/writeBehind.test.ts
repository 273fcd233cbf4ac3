import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CID } from 'multiformats/cid'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cidOf } from './cids.ts'
import { DiskBlocks } from './diskBlocks.ts'
import { WriteBehind } from './writeBehind.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'busker-blocks-'))))
afterEach(() => rm(folder, { recursive: true }))
afterEach(() => void vi.useRealTimers())

const bytes = Uint8Array.of(1, 2, 3)
const cid = cidOf(bytes, 'raw')
const fail = (error: unknown) => {
  throw error
}

test('a kept block is here at once, and on disk when all is settled', async () => {
  const disk = new DiskBlocks(folder, fail)
  await disk.open()
  await disk.writeLater(cid, bytes)
  expect(await disk.has(cid)).toBe(true)
  expect(await disk.read(cid)).toEqual(bytes)
  await disk.close()
  expect(await new DiskBlocks(folder, fail).read(cid)).toEqual(bytes)
})

test('a block that is deleted on its way to the disk does not come back', async () => {
  const disk = new DiskBlocks(folder, fail)
  await disk.open()
  await disk.writeLater(cid, bytes)
  await disk.delete(cid)
  await disk.flush()
  expect(await disk.has(cid)).toBe(false)
})

test('what cannot be written is told, and is not here', async () => {
  const failures: unknown[] = []
  const full = new Error('disk full')
  const behind = new WriteBehind(
    async () => {
      throw full
    },
    (error) => failures.push(error),
  )
  await behind.add(cid, bytes)
  await behind.flush()
  expect(failures).toEqual([full])
  expect(behind.get(cid)).toBeUndefined()
})

test('the disk waits while blocks keep coming, and no longer', async () => {
  vi.useFakeTimers()
  const written: CID[] = []
  const behind = new WriteBehind(async (each) => void written.push(each), fail)
  const blocks = [1, 2, 3].map((each) => Uint8Array.of(each))
  for (const each of blocks) {
    await behind.add(cidOf(each, 'raw'), each)
    await vi.advanceTimersByTimeAsync(15)
    expect(written).toEqual([])
  }
  await vi.advanceTimersByTimeAsync(5)
  expect(written).toEqual(blocks.map((each) => cidOf(each, 'raw')))
})

test('whoever asks for all on disk waits for no other block', async () => {
  vi.useFakeTimers()
  const written: CID[] = []
  const behind = new WriteBehind(async (each) => void written.push(each), fail)
  await behind.add(cid, bytes)
  await behind.flush()
  expect(written).toEqual([cid])
})

test('many bytes are written however fast others come', async () => {
  vi.useFakeTimers()
  const written: CID[] = []
  const behind = new WriteBehind(async (each) => void written.push(each), fail)
  const large = new Uint8Array(17 * 1024 * 1024)
  await behind.add(cidOf(large, 'raw'), large)
  await vi.advanceTimersByTimeAsync(0)
  expect(written).toEqual([cidOf(large, 'raw')])
})

test('whoever brings more than there is room for waits', async () => {
  const disk = Promise.withResolvers<void>()
  const behind = new WriteBehind(() => disk.promise, fail)
  const large = new Uint8Array(20 * 1024 * 1024)
  const other = large.with(0, 1)
  await behind.add(cidOf(large, 'raw'), large)
  let isTaken = false
  const second = behind.add(cidOf(other, 'raw'), other).then(() => (isTaken = true))
  await Promise.resolve()
  expect(isTaken).toBe(false)
  disk.resolve()
  await second
  expect(isTaken).toBe(true)
})
