import { randomBytes } from 'node:crypto'
import type { CID } from 'multiformats/cid'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import type { Peer } from '../../../ipfs/peer.ts'
import { PeerHarness } from '../../../ipfs/testing/peerHarness.ts'
import { encode } from '../../../protocol/codec.ts'
import { link } from '../../../protocol/fields.ts'
import { openHubStore, type HubStore } from '../../openHubStore.ts'
import { putCatalogue, putRelease, putTrack } from '../../testing/signedWorks.ts'
import { createTestUser, type TestUser } from '../../testing/testUser.ts'
import { createPins, type HubPins } from '../createPins.ts'
import { KuboArchive } from '../kubo/kuboArchive.ts'
import { KuboClient } from '../kubo/kuboClient.ts'
import type { PinLimits } from '../pinRoom.ts'

const segmentCount = 40
const links = z.array(link)
const patience = { timeout: 30_000, interval: 20 }

/** What keeps the pins under test. */
export interface PinsUnderTest {
  /** Of a Kubo; null: the hub itself. */
  readonly kuboUrl: string | null
  /** What it refuses of a catalogue that is not whole: a part, or all. */
  readonly refuses: 'parts' | 'whole catalogues'
  stop(): Promise<void>
}

/** What a hub must pin, whatever keeps it. */
export function pinningContract(name: string, open: () => Promise<PinsUnderTest>): void {
  describe(`pins kept by ${name}`, () => {
    let engine: PinsUnderTest
    let network: PeerHarness
    let store: HubStore
    let hub: Peer
    let pins: HubPins
    let limits: Partial<PinLimits>
    let seed: Buffer
    let folder: string
    let artistPeer: Peer
    let artist: TestUser
    let unsubscribe: () => void

    beforeAll(async () => {
      engine = await open()
    })
    afterAll(async () => engine.stop())

    beforeEach(async () => {
      network = new PeerHarness()
      store = openHubStore(':memory:')
      limits = {}
      const kubo = engine.kuboUrl === null ? null : new KuboClient(engine.kuboUrl)
      hub = await network.peer({
        relay: true,
        ...(kubo && { archive: new KuboArchive(kubo, () => undefined) }),
      })
      unsubscribe = hub.onConnection((peer, isConnected) => isConnected && pins.service.onPeerConnected(peer))
      await startPins()
      seed = randomBytes(32)
      folder = await network.folder()
      artistPeer = await startArtist()
      artist = await createTestUser(artistPeer.id)
    })
    afterEach(async () => {
      unsubscribe()
      await pins.service.stop()
      await network.stop()
      store.close()
    })

    async function startPins(): Promise<void> {
      pins = createPins({
        store,
        blocks: hub.blocks,
        kubo: engine.kuboUrl === null ? null : new KuboClient(engine.kuboUrl),
        limits,
        log: pino({ enabled: false }),
        now: Date.now,
      })
      await pins.service.start()
    }
    async function restartPins(change: Partial<PinLimits> = {}): Promise<void> {
      await pins.service.stop()
      limits = change
      await startPins()
    }
    const startArtist = () => network.peer({ seed, folder, bootstrap: hub.addresses })
    const segments = (count = segmentCount, bytes = 20_000) =>
      Array.from({ length: count }, () => new Uint8Array(randomBytes(bytes)))
    const progress = () => pins.service.progress(artist.address)
    const isPinned = (number: number) =>
      expect.poll(progress, patience).toMatchObject({ number, missing: 0, refused: 0 })
    const rawCids = (blocks: readonly Uint8Array[]) => blocks.map((bytes) => cidOf(bytes, 'raw'))
    /** What somebody who knows the hub alone can fetch, in order. */
    async function fetched(cids: readonly CID[]): Promise<Uint8Array> {
      const listener = await network.peer({ bootstrap: hub.addresses })
      await listener.connect(hub.addresses)
      const parts: Uint8Array[] = []
      for await (const { bytes } of listener.blocks.getMany(cids)) parts.push(bytes)
      return Buffer.concat(parts)
    }

    test('what an artist published plays from the hub while the artist sleeps', async () => {
      const [first, second] = [segments(), segments()]
      const one = await putTrack(artistPeer.blocks, artist, 1, first, { artwork: randomBytes(5000) })
      const two = await putTrack(artistPeer.blocks, artist, 2, second)
      const album = await putRelease(artistPeer.blocks, artist, 3, [one, two])
      const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [one, two, album])
      pins.service.follow(signed.body)
      await isPinned(1)
      expect(progress().blocks).toBe(2 * segmentCount + 5)
      expect(pins.engine.totalBytes()).toBeGreaterThan(2 * segmentCount * 20_000)
      await artistPeer.stop()
      const played = await fetched(rawCids([...first, ...second]))
      expect(Buffer.compare(played, Buffer.concat([...first, ...second]))).toBe(0)
    })

    test('what could not be fetched is fetched when the artist is back, and over a restart of the hub', async () => {
      const track = await putTrack(artistPeer.blocks, artist, 1, segments())
      const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [track])
      await artistPeer.stop()
      pins.service.follow(signed.body)
      await pins.service.stop()
      expect(progress().number).toBeNull()
      await restartPins()
      artistPeer = await startArtist()
      await isPinned(1)
      await restartPins()
      expect(progress()).toEqual({ number: 1, blocks: segmentCount + 2, missing: 0, refused: 0 })
    })

    test('a newer head takes over from the one being fetched', async () => {
      const first = await putTrack(artistPeer.blocks, artist, 1, segments(200))
      const old = await putCatalogue(artistPeer.blocks, artist, 1, [first])
      const second = await putTrack(artistPeer.blocks, artist, 2, segments(4))
      const newer = await putCatalogue(artistPeer.blocks, artist, 2, [second])
      pins.service.follow(old.signed.body)
      pins.service.follow(newer.signed.body)
      pins.service.follow(old.signed.body)
      await isPinned(2)
      expect(progress().blocks).toBe(6)
    })

    test('a segment that is larger than its manifest says is not kept', async () => {
      const [small, large] = [new Uint8Array(10), new Uint8Array(randomBytes(20_000))]
      const track = await putTrack(artistPeer.blocks, artist, 1, [small, large], {
        claimedSize: 100,
      })
      const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [track])
      pins.service.follow(signed.body)
      const refused = engine.refuses === 'parts' ? 1 : 4
      await expect.poll(progress, patience).toEqual({ number: 1, blocks: 4, missing: 0, refused })
      const cid = cidOf(large, 'raw')
      await expect.poll(() => hub.blocks.has(cid)).toBe(false)
    })

    test('a catalogue that is larger than its artist’s room takes no more than that', async () => {
      await restartPins({ artistBytes: 100_000 })
      const track = await putTrack(artistPeer.blocks, artist, 1, segments())
      const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [track])
      pins.service.follow(signed.body)
      await expect.poll(progress, patience).toMatchObject({ number: 1, blocks: segmentCount + 2, missing: 0 })
      expect(progress().refused).toBeGreaterThan(0)
      expect(pins.engine.totalBytes()).toBeLessThanOrEqual(100_000)
    })

    test('what lies behind a segment is not followed', async () => {
      const deep = segments(3)
      for (const bytes of deep) await artistPeer.blocks.put(bytes, 'raw')
      const door = encode(links, rawCids(deep))
      const behind = await artistPeer.blocks.put(door, 'dag-cbor')
      const track = await putTrack(artistPeer.blocks, artist, 1, segments(2), {
        further: [{ cid: behind, size: door.byteLength }],
      })
      const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [track])
      pins.service.follow(signed.body)
      await expect.poll(progress, patience).toMatchObject({ number: 1, blocks: 5, missing: 0 })
      for (const cid of rawCids(deep)) expect(await hub.blocks.has(cid)).toBe(false)
    })

    test('an artist who promises and never brings takes nobody’s room, and others are pinned meanwhile', async () => {
      const promised = await putTrack(artistPeer.blocks, artist, 1, segments(4))
      const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [promised])
      for (const cid of [promised.manifest, signed.body.catalogue]) {
        for await (const { bytes } of artistPeer.blocks.getMany([cid]))
          await hub.blocks.put(bytes, 'dag-cbor')
      }
      await artistPeer.stop()
      pins.service.follow(signed.body)
      const other = await network.peer({ bootstrap: hub.addresses })
      const bert = await createTestUser(other.id)
      const track = await putTrack(other.blocks, bert, 1, segments(4))
      const honest = await putCatalogue(other.blocks, bert, 1, [track])
      pins.service.follow(honest.signed.body)
      await expect
        .poll(() => pins.service.progress(bert.address), patience)
        .toMatchObject({ number: 1, missing: 0, refused: 0 })
      expect(progress().missing).toBeGreaterThan(0)
      expect(pins.engine.totalBytes()).toBeLessThan(4 * 20_000 + 100_000)
    })

    test('an older catalogue stays while there is room, and gives way when there is none', async () => {
      const [first, second] = [segments(4), segments(4)]
      const one = await putTrack(artistPeer.blocks, artist, 1, first)
      const old = await putCatalogue(artistPeer.blocks, artist, 1, [one])
      pins.service.follow(old.signed.body)
      await isPinned(1)
      const two = await putTrack(artistPeer.blocks, artist, 2, second)
      const newer = await putCatalogue(artistPeer.blocks, artist, 2, [two])
      pins.service.follow(newer.signed.body)
      await isPinned(2)
      await artistPeer.stop()
      expect((await fetched(rawCids([...first, ...second]))).byteLength).toBe(8 * 20_000)

      await restartPins({ artistBytes: 100_000 })
      artistPeer = await startArtist()
      const three = await putCatalogue(artistPeer.blocks, artist, 3, [two])
      pins.service.follow(three.signed.body)
      await isPinned(3)
      expect(pins.engine.totalBytes()).toBeLessThanOrEqual(100_000)
    })
  })
}
