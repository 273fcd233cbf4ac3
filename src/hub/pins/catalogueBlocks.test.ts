import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { encode } from '../../protocol/codec.ts'
import { comingWork, signedComingWork } from '../../protocol/comingWork.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import { sign } from '../../protocol/signed.ts'
import { toAmount } from '../../shared/money.ts'
import { createTestUser } from '../testing/testUser.ts'
import { putCatalogue, putRelease, putTrack } from '../testing/signedWorks.ts'
import { listCatalogue } from './catalogueBlocks.ts'

const anna = await createTestUser()
const bytes = (text: string) => new TextEncoder().encode(text)

/** Blocks in a map. */
function createMemoryBlocks() {
  const kept = new Map<string, Uint8Array>()
  return {
    kept,
    put: async (block: Uint8Array, codec: 'raw' | 'dag-cbor') => {
      const cid = cidOf(block, codec)
      kept.set(cid.toString(), block)
      return cid
    },
    fetch: (cids: readonly CID[]) => fetchFrom(kept, cids),
  }
}

async function* fetchFrom(kept: ReadonlyMap<string, Uint8Array>, cids: readonly CID[]) {
  for (const cid of cids) yield { cid, bytes: kept.get(cid.toString()) ?? null }
}

test('a catalogue lists everything it links once, what is shown first, segments last', async () => {
  const shelf = createMemoryBlocks()
  const first = await putTrack(shelf, anna, 1, [bytes('a'), bytes('bb')], { artwork: bytes('art') })
  const second = await putTrack(shelf, anna, 2, [bytes('a'), bytes('ccc')], { artwork: bytes('art') })
  const album = await putRelease(shelf, anna, 3, [first, second])
  const { root, bytes: catalogueBytes } = await putCatalogue(shelf, anna, 1, [first, album])
  const {
    blocks,
    isComplete: isWhole,
    malformed,
  } = await listCatalogue(root, catalogueBytes, shelf.fetch, 1000)
  expect(isWhole).toBe(true)
  expect(malformed).toEqual([])
  expect(new Set(blocks.map(({ cid }) => cid.toString()))).toEqual(new Set(shelf.kept.keys()))
  expect(blocks).toHaveLength(shelf.kept.size)
  for (const { cid, size } of blocks) expect(shelf.kept.get(cid.toString())?.byteLength).toBe(size)
  expect(blocks.slice(-3).map(({ size }) => size)).toEqual([1, 2, 3])
  expect(String(blocks[0]?.cid)).toBe(root.toString())
})

test('a manifest that nobody has leaves the rest listed, and the list not whole', async () => {
  const shelf = createMemoryBlocks()
  const first = await putTrack(shelf, anna, 1, [bytes('a'), bytes('b')])
  const second = await putTrack(shelf, anna, 2, [bytes('b'), bytes('c')])
  const { root, bytes: catalogueBytes } = await putCatalogue(shelf, anna, 1, [first, second])
  shelf.kept.delete(first.manifest.toString())
  const { blocks, isComplete: isWhole } = await listCatalogue(root, catalogueBytes, shelf.fetch, 1000)
  expect(isWhole).toBe(false)
  expect(blocks).toHaveLength(4)
})

test('a manifest that is none is named, and what can not be fetched by anybody is not listed', async () => {
  const shelf = createMemoryBlocks()
  const track = await putTrack(shelf, anna, 1, [bytes('too'), bytes('large')], {
    claimedSize: blockMaxBytes + 1,
  })
  const junk = { ...track, manifest: await shelf.put(bytes('no manifest'), 'dag-cbor') }
  const unverifiable = { ...track, manifest: CID.createV1(0x71, create(0x11, new Uint8Array(20))) }
  const works = [track, junk, unverifiable]
  const { root, bytes: catalogueBytes } = await putCatalogue(shelf, anna, 1, works)
  const {
    blocks,
    isComplete: isWhole,
    malformed,
  } = await listCatalogue(root, catalogueBytes, shelf.fetch, 1000)
  expect(malformed.map(String)).toEqual([junk.manifest.toString()])
  expect(isWhole).toBe(true)
  expect(blocks.map(({ cid }) => cid.toString())).toEqual([root, track.manifest, junk.manifest].map(String))
})

test('no more is listed than there is room for, what is shown first, and the rest is counted', async () => {
  const shelf = createMemoryBlocks()
  const first = await putTrack(shelf, anna, 1, [bytes('a'), bytes('bb'), bytes('ccc')], {
    artwork: bytes('art'),
  })
  const { root, bytes: catalogueBytes } = await putCatalogue(shelf, anna, 1, [first])
  const { blocks, unlisted } = await listCatalogue(root, catalogueBytes, shelf.fetch, 4)
  expect(blocks.map(({ size }) => size).slice(2)).toEqual([3, 1])
  expect([blocks.length, unlisted]).toEqual([4, 2])
})

test('pictures of the artist are listed too, but for those that nobody can fetch', async () => {
  const shelf = createMemoryBlocks()
  const picture = { cid: await shelf.put(bytes('me'), 'raw'), size: 2, mediaType: 'image/jpeg' as const }
  const huge = { ...picture, cid: await shelf.put(bytes('huge'), 'raw'), size: blockMaxBytes + 1 }
  const { root, bytes: catalogueBytes } = await putCatalogue(shelf, anna, 1, [], { picture, header: huge })
  const { blocks } = await listCatalogue(root, catalogueBytes, shelf.fetch, 1000)
  expect(blocks.map(({ cid }) => cid)).toEqual([root, picture.cid].map(String))
})

test('the picture of what is to come is listed too; no link leads to it', async () => {
  const shelf = createMemoryBlocks()
  const cid = await shelf.put(bytes('art'), 'raw')
  const work = {
    v: 1 as const,
    artist: anna.address,
    kind: 'track' as const,
    id: newWorkId(anna.address),
    title: 'Rain',
    artistName: 'Anna',
    tracks: 1,
    artwork: { cid, size: 3, mediaType: 'image/webp' as const },
    price: { amount: toAmount(1n), chainId: 1, tokenNetwork: anna.address },
    at: 1,
  }
  const signed = encode(signedComingWork, await sign('coming', comingWork, work, anna.account))
  const { root, bytes: catalogueBytes } = await putCatalogue(shelf, anna, 1, [], { coming: [signed] })
  const { blocks, isClosed } = await listCatalogue(root, catalogueBytes, shelf.fetch, 1000)
  expect(blocks.map(({ cid: listed }) => listed.toString())).toEqual([root.toString(), cid.toString()])
  expect(isClosed).toBe(false)
})
