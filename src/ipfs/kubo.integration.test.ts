import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CID } from 'multiformats/cid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kuboLibrary } from '../process/toolPaths.mjs'
import type { Peer } from './peer.ts'
import { Kubo } from './testing/kubo.ts'
import { PeerHarness } from './testing/peerHarness.ts'

const network = new PeerHarness()

describe.runIf(kuboLibrary() !== undefined)('with Kubo', () => {
  let folder: string
  let kubo: Kubo
  let peer: Peer
  beforeEach(async () => {
    folder = await network.folder()
    kubo = await Kubo.start(join(folder, 'kubo'))
    peer = await network.peer()
  })
  afterEach(async () => {
    await kubo.stop()
    await network.stop()
  })

  test('any IPFS peer fetches our segments by their CIDs', async () => {
    const segments = Array.from({ length: 40 }, () => new Uint8Array(randomBytes(150_000)))
    await kubo.connect(peer.addresses[0] ?? '')
    for (const segment of segments) {
      const cid = await peer.blocks.put(segment, 'raw')
      const file = join(folder, cid.toString())
      await kubo.get(cid.toString(), file)
      expect(Buffer.compare(await readFile(file), segment)).toBe(0)
    }
  })

  test('we fetch blocks from any IPFS peer', async () => {
    await peer.connect(await kubo.addresses())
    const content = randomBytes(150_000)
    const file = join(folder, 'content')
    await writeFile(file, content)
    const block = await peer.blocks.get(CID.parse(await kubo.add(file)))
    expect(Buffer.from(block).includes(content)).toBe(true)
  })
})
