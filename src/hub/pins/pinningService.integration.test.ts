import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import type { Peer } from '../../ipfs/peer.ts'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { createTestUser, type TestUser } from '../testing/testUser.ts'
import { putCatalogue, putRelease, putTrack } from '../testing/signedWorks.ts'
import { PinBlocks } from './pinBlocks.ts'
import { PinRecords } from './pinRecords.ts'
import { PinningService } from './pinningService.ts'

const segmentCount = 40
let network: PeerHarness
let store: HubStore
let hub: Peer
let pins: PinningService
let seed: Buffer
let folder: string
let artistPeer: Peer
let artist: TestUser
let unsubscribe: () => void

beforeEach(async () => {
  network = new PeerHarness()
  store = openHubStore(':memory:')
  hub = await network.peer({ relay: true })
  pins = openPins()
  unsubscribe = hub.onConnection((peer, isConnected) => isConnected && pins.onPeerConnected(peer))
  await pins.start()
  seed = randomBytes(32)
  folder = await network.folder()
  artistPeer = await startArtist()
  artist = await createTestUser(artistPeer.id)
})
afterEach(async () => {
  unsubscribe()
  await pins.stop()
  await network.stop()
  store.close()
})

const openPins = () =>
  new PinningService({
    records: new PinRecords(store, Date.now),
    pinBlocks: new PinBlocks(store),
    blocks: hub.blocks,
    log: pino({ enabled: false }),
    now: Date.now,
  })
const startArtist = () => network.peer({ seed, folder, bootstrap: hub.addresses })
const segments = (count = segmentCount) =>
  Array.from({ length: count }, () => new Uint8Array(randomBytes(20_000)))
const isPinned = (number: number) =>
  expect
    .poll(() => pins.progress(artist.address), { timeout: 30_000, interval: 20 })
    .toMatchObject({ number, missing: 0, refused: 0 })

test('what an artist published plays from the hub while the artist sleeps', async () => {
  const [first, second] = [segments(), segments()]
  const one = await putTrack(artistPeer.blocks, artist, 1, first, { artwork: randomBytes(5000) })
  const two = await putTrack(artistPeer.blocks, artist, 2, second)
  const album = await putRelease(artistPeer.blocks, artist, 3, [one, two])
  const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [one, two, album])
  pins.follow(signed.body)
  await isPinned(1)
  expect(pins.progress(artist.address).blocks).toBe(2 * segmentCount + 5)
  await artistPeer.stop()

  const listener = await network.peer({ bootstrap: hub.addresses })
  await listener.connect(hub.addresses)
  const cids = [...first, ...second].map((bytes) => cidOf(bytes, 'raw'))
  const played: Uint8Array[] = []
  for await (const { bytes } of listener.blocks.getMany(cids)) played.push(bytes)
  expect(Buffer.concat(played).equals(Buffer.concat([...first, ...second]))).toBe(true)
})

test('what could not be fetched is fetched when the artist is back, and over a restart of the hub', async () => {
  const track = await putTrack(artistPeer.blocks, artist, 1, segments())
  const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [track])
  await artistPeer.stop()
  pins.follow(signed.body)
  await pins.stop()
  expect(pins.progress(artist.address).number).toBeNull()
  pins = openPins()
  await pins.start()
  artistPeer = await startArtist()
  await isPinned(1)
  await pins.stop()
  pins = openPins()
  await pins.start()
  expect(pins.progress(artist.address)).toEqual({
    number: 1,
    blocks: segmentCount + 2,
    missing: 0,
    refused: 0,
  })
})

test('a newer head takes over from the one being fetched', async () => {
  const first = await putTrack(artistPeer.blocks, artist, 1, segments(200))
  const old = await putCatalogue(artistPeer.blocks, artist, 1, [first])
  const second = await putTrack(artistPeer.blocks, artist, 2, segments(4))
  const newer = await putCatalogue(artistPeer.blocks, artist, 2, [second])
  pins.follow(old.signed.body)
  pins.follow(newer.signed.body)
  pins.follow(old.signed.body)
  await isPinned(2)
  expect(pins.progress(artist.address).blocks).toBe(6)
})

test('a segment that is larger than its manifest says is not kept', async () => {
  const [small, large] = [new Uint8Array(10), new Uint8Array(randomBytes(20_000))]
  const track = await putTrack(artistPeer.blocks, artist, 1, [small, large], { claimedSize: 100 })
  const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [track])
  pins.follow(signed.body)
  await expect
    .poll(() => pins.progress(artist.address), { timeout: 30_000, interval: 20 })
    .toEqual({ number: 1, blocks: 4, missing: 0, refused: 1 })
  const cid = await artistPeer.blocks.put(large, 'raw')
  await expect.poll(() => hub.blocks.has(cid)).toBe(false)
})
