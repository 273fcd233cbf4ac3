import { randomBytes } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lpStream } from '@libp2p/utils'
import type { CID } from 'multiformats/cid'
import { afterEach, expect, test } from 'vitest'
import { Uint8ArrayList } from 'uint8arraylist'
import { encodeBlock } from '../protocol/blockFrame.ts'
import { segmentsProtocol } from '../protocol/segments.ts'
import { cidOf } from './blocks/cids.ts'
import type { Blocks, FetchOptions, Peer } from './peer.ts'
import { PeerHarness } from './testing/peerHarness.ts'

const network = new PeerHarness()
afterEach(() => network.stop())

const track = Array.from({ length: 40 }, () => new Uint8Array(randomBytes(20_000)))
const cids = track.map((bytes) => cidOf(bytes, 'raw'))

async function putAll(peer: Peer, blocks: readonly Uint8Array[]): Promise<void> {
  await Promise.all(blocks.map((bytes) => peer.blocks.put(bytes, 'raw')))
}

async function collect(
  blocks: Blocks,
  wanted: readonly CID[],
  options?: FetchOptions,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for await (const { bytes } of blocks.getMany(wanted, options)) found.push(bytes)
  return found
}

/** A peer that answers requests for segments as `answer` does. */
async function segmentsFrom(answer: () => Uint8Array | null | undefined) {
  const stranger = await network.bareNode()
  await stranger.libp2p.handle(segmentsProtocol, async (stream) => {
    const frames = lpStream(stream)
    await frames.read()
    for (let bytes = answer(); bytes !== undefined; bytes = answer()) {
      await frames.write(new Uint8ArrayList(...encodeBlock(bytes)))
    }
  })
  return stranger
}

test('a whole track comes from one peer, in order, and stays', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  await putAll(seller, track)
  await buyer.connect(seller.addresses)
  expect(await collect(buyer.blocks, cids, { from: [seller.id] })).toEqual(track)
  await seller.stop()
  expect(await collect(buyer.blocks, cids)).toEqual(track)
})

test('blocks so large that few are read ahead come in order, too', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  const large = Array.from({ length: 20 }, () => new Uint8Array(randomBytes(1_000_000)))
  await putAll(seller, large)
  await buyer.connect(seller.addresses)
  const wanted = large.map((bytes) => cidOf(bytes, 'raw'))
  const found = await collect(buyer.blocks, wanted, { from: [seller.id] })
  expect(found.map((bytes) => cidOf(bytes, 'raw').toString())).toEqual(wanted.map(String))
})

test('several peers that have a part each give the whole', async () => {
  const [one, two, buyer] = await Promise.all([network.peer(), network.peer(), network.peer()])
  await Promise.all([putAll(one, track.slice(0, 25)), putAll(two, track.slice(15))])
  await Promise.all([buyer.connect(one.addresses), buyer.connect(two.addresses)])
  expect(await collect(buyer.blocks, cids, { from: [one.id, two.id] })).toEqual(track)
})

test('a peer that gives wrong bytes is not asked again, and another one is', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  const liar = await segmentsFrom(() => new Uint8Array(20_000))
  await putAll(seller, track)
  await Promise.all([buyer.connect(seller.addresses), buyer.connect(liar.addresses)])
  expect(await collect(buyer.blocks, cids, { from: [liar.id, seller.id] })).toEqual(track)
})

test('wrong bytes of the only peer asked are never given out', async () => {
  const buyer = await network.peer()
  const liar = await segmentsFrom(() => new Uint8Array(20_000))
  await buyer.connect(liar.addresses)
  await expect(collect(buyer.blocks, cids, { from: [liar.id] })).rejects.toMatchObject({
    code: 'IPFS_BLOCK_NOT_FOUND',
  })
})

test('a peer that falls silent holds nobody up for long', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  const silent = await segmentsFrom(() => undefined)
  await putAll(seller, track)
  await Promise.all([buyer.connect(seller.addresses), buyer.connect(silent.addresses)])
  expect(await collect(buyer.blocks, cids, { from: [silent.id, seller.id] })).toEqual(track)
})

test('a peer that is named but can not be reached is passed over', async () => {
  const [seller, buyer, gone] = await Promise.all([network.peer(), network.peer(), network.peer()])
  await putAll(seller, track)
  await buyer.connect(seller.addresses)
  expect(await collect(buyer.blocks, cids, { from: [gone.id, seller.id] })).toEqual(track)
})

test('any connected peer is asked over bitswap when nobody is named', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  await putAll(seller, track)
  await buyer.connect(seller.addresses)
  expect(await collect(buyer.blocks, cids)).toEqual(track)
})

test('a block nobody has is an error with a code', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  await buyer.connect(seller.addresses)
  const [missing] = cids
  if (missing === undefined) throw new Error('no block')
  await expect(buyer.blocks.get(missing, { from: [seller.id] })).rejects.toMatchObject({
    code: 'IPFS_BLOCK_NOT_FOUND',
  })
})

test('a listener that stops reading early stops the fetching', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  await putAll(seller, track)
  await buyer.connect(seller.addresses)
  for await (const { bytes } of buyer.blocks.getMany(cids, { from: [seller.id] })) {
    expect(bytes).toEqual(track[0])
    break
  }
})

test('fetching that is cancelled ends with the reason', async () => {
  const [seller, buyer] = await Promise.all([network.peer(), network.peer()])
  await buyer.connect(seller.addresses)
  const cancel = new AbortController()
  const fetching = collect(buyer.blocks, cids, { from: [seller.id], signal: cancel.signal })
  cancel.abort(new Error('not needed'))
  await expect(fetching).rejects.toThrow('not needed')
})

test('a block that was damaged on disk is fetched again', async () => {
  const folder = await network.folder()
  const [seller, buyer] = await Promise.all([network.peer(), network.peer({ folder })])
  await putAll(seller, track.slice(0, 1))
  await putAll(buyer, track.slice(0, 1))
  const files = await readdir(join(folder, 'blocks'), { recursive: true })
  const file = files.find((name) => name.endsWith('.data'))
  await writeFile(join(folder, 'blocks', file ?? ''), 'half')
  await buyer.connect(seller.addresses)
  expect(await collect(buyer.blocks, cids.slice(0, 1), { from: [seller.id] })).toEqual(track.slice(0, 1))
})
