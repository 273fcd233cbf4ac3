import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { blockMaxBytes } from '../../protocol/segments.ts'
import { DiskBlocks } from './diskBlocks.ts'
import { cidOf } from './cids.ts'
import { PeerBlocks } from './peerBlocks.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'busker-blocks-'))))
afterEach(() => rm(folder, { recursive: true }))

test('a block that no peer would take is not stored, and the largest that one takes is', async () => {
  const disk = new DiskBlocks(folder, (error) => {
    throw error
  })
  await disk.open()
  const unused = () => {
    throw new Error('nobody is asked')
  }
  const blocks = new PeerBlocks({
    disk,
    bitswap: { get: unused },
    request: unused,
    defaultPeers: () => [],
    isDisconnected: () => true,
  })
  const tooLarge = new Uint8Array(blockMaxBytes + 1)
  await expect(blocks.put(tooLarge, 'raw')).rejects.toMatchObject({ code: 'IPFS_BLOCK_TOO_LARGE' })
  expect(await blocks.has(cidOf(tooLarge, 'raw'))).toBe(false)
  expect(await blocks.has(await blocks.put(tooLarge.subarray(1), 'raw'))).toBe(true)
  await disk.close()
})
