import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ArchivedBlocks } from './archivedBlocks.ts'
import { cidOf } from './cids.ts'

const [own, archived, other] = [0, 1, 2].map(() => new Uint8Array(randomBytes(50))) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
]
const cid = (bytes: Uint8Array) => cidOf(bytes, 'raw')
let folder: string
let blocks: ArchivedBlocks
let asked: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-archive-'))
  asked = []
  const kept = new Map([
    [String(cid(archived)), archived],
    [String(cid(other)), archived],
  ])
  const archive = {
    read: async (wanted: ReturnType<typeof cid>) => {
      asked.push(String(wanted))
      return kept.get(String(wanted))
    },
    has: async (wanted: ReturnType<typeof cid>) => kept.has(String(wanted)),
  }
  blocks = new ArchivedBlocks(folder, archive, () => undefined)
  await blocks.open()
  await blocks.write(cid(own), own, { durable: false })
})
afterEach(() => rm(folder, { recursive: true }))

test('what is not on disk comes from the archive, and is not copied', async () => {
  expect(await blocks.read(cid(archived))).toEqual(archived)
  expect(await blocks.read(cid(archived))).toEqual(archived)
  expect(await blocks.has(cid(archived))).toBe(true)
  expect(asked).toHaveLength(2)
})

test('the archive is not asked for what is on disk', async () => {
  expect(await blocks.read(cid(own))).toEqual(own)
  expect(asked).toEqual([])
})

test('other bytes than were asked for are none', async () => {
  expect(await blocks.read(cid(other))).toBeUndefined()
})
