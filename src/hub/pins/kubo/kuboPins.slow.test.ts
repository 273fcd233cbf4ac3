import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { CID } from 'multiformats/cid'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DiskBlocks } from '../../../ipfs/blocks/diskBlocks.ts'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import type { Peer } from '../../../ipfs/peer.ts'
import { PeerHarness } from '../../../ipfs/testing/peerHarness.ts'
import { type HubStore, numberIn, openHubStore } from '../../openHubStore.ts'
import { KuboProcess } from '../../testing/kuboProcess.ts'
import { putCatalogue, putTrack } from '../../testing/signedWorks.ts'
import { createTestUser, type TestUser } from '../../testing/testUser.ts'
import { createPins, type HubPins } from '../createPins.ts'
import { pinningContract } from '../testing/pinningContract.ts'
import { KuboArchive } from './kuboArchive.ts'
import { KuboClient } from './kuboClient.ts'

const emptyFolder = 'QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn'

pinningContract('Kubo', async () => {
  const kubo = await KuboProcess.open()
  return { kuboUrl: kubo.url, refuses: 'whole catalogues', stop: () => kubo.remove() }
})

describe('a hub whose pins Kubo keeps', () => {
  const patience = { timeout: 30_000, interval: 20 }
  let kubo: KuboProcess
  let client: KuboClient
  let network: PeerHarness
  let store: HubStore
  let hub: Peer
  let hubFolder: string
  let pins: HubPins
  let artistPeer: Peer
  let artist: TestUser

  beforeAll(async () => {
    kubo = await KuboProcess.open()
    client = new KuboClient(kubo.url)
  })
  afterAll(async () => kubo.remove())
  beforeEach(async () => {
    network = new PeerHarness()
    store = openHubStore(':memory:')
    hubFolder = await network.folder()
    hub = await network.peer({
      relay: true,
      folder: hubFolder,
      archive: new KuboArchive(client, () => undefined),
    })
    artistPeer = await network.peer({ bootstrap: hub.addresses })
    artist = await createTestUser(artistPeer.id)
  })
  afterEach(async () => {
    await pins.service.stop()
    await network.stop()
    store.close()
  })

  const parts = () => ({ store, blocks: hub.blocks, log: pino({ enabled: false }), now: Date.now })
  async function startPins(engine: KuboClient | null): Promise<void> {
    pins = createPins({ ...parts(), kubo: engine })
    await pins.service.start()
  }
  async function publish(number: number, count: number): Promise<Uint8Array[]> {
    const segments = Array.from({ length: count }, () => new Uint8Array(randomBytes(20_000)))
    const track = await putTrack(artistPeer.blocks, artist, 1, segments)
    const { signed } = await putCatalogue(artistPeer.blocks, artist, number, [track])
    pins.service.follow(signed.body)
    return segments
  }
  const isPinned = () =>
    expect
      .poll(() => pins.service.progress(artist.address), patience)
      .toMatchObject({ missing: 0, refused: 0 })
  const rows = () => numberIn(store, 'SELECT count(*) FROM pin_blocks')
  const recursivePins = async () => {
    const response = await fetch(`${kubo.url}/api/v0/pin/ls?type=recursive`, { method: 'POST' })
    return Object.keys(((await response.json()) as { Keys: object }).Keys).toSorted()
  }

  test('has one pin and one row a catalogue, however many blocks it is', async () => {
    await startPins(client)
    await publish(1, 300)
    await expect.poll(() => pins.service.progress(artist.address).number).toBe(1)
    await isPinned()
    const pin = pins.records.get(artist.address)
    // Beside the empty folder that each repository has.
    expect(await recursivePins()).toEqual([emptyFolder, String(pin?.catalogue)])
    expect(rows()).toBe(1)
    expect(pins.service.progress(artist.address).blocks).toBe(302)
  })

  test('brings over what it kept itself, and frees its own disk', async () => {
    await startPins(null)
    const segments = await publish(1, 20)
    await expect.poll(() => pins.service.progress(artist.address).number).toBe(1)
    await isPinned()
    expect(rows()).toBe(22)
    await artistPeer.stop()
    await pins.service.stop()
    await startPins(client)
    await expect.poll(rows, patience).toBe(1)
    await isPinned()
    const own = new DiskBlocks(join(hubFolder, 'blocks'), () => undefined)
    for (const bytes of segments) {
      const cid = cidOf(bytes, 'raw')
      expect(await client.read(cid)).toEqual(bytes)
      expect(await own.has(cid)).toBe(false)
    }
  })

  test('says that Kubo does not answer, loses no try by it, and goes on when it is back', async () => {
    await kubo.stop()
    await startPins(client)
    expect(await pins.engine.check()).toContain(`Kubo at ${kubo.url} can't be used`)
    await publish(1, 4)
    await expect.poll(() => pins.records.nextDue(), patience).toBeGreaterThan(Date.now() + 20_000)
    expect(pins.records.get(artist.address)?.attempts).toBe(0)
    await kubo.start()
    expect(await pins.engine.check()).toBeNull()
    pins.service.onPeerConnected(artistPeer.id)
    await expect.poll(() => pins.service.progress(artist.address).number, patience).toBe(1)
    await isPinned()
  })

  test('says that Kubo hangs, and answers others meanwhile', async () => {
    await startPins(client)
    await kubo.freeze()
    try {
      expect(await pins.engine.check()).toBe('Kubo has not answered for 3 s.')
      expect(await hub.blocks.has(cidOf(randomBytes(10), 'raw'))).toBe(false)
    } finally {
      kubo.thaw()
    }
  })

  test('gives way to others in the middle, and asks for nothing twice when it goes on', async () => {
    let asked = 0
    const pause = new AbortController()
    class CountingClient extends KuboClient {
      override async has(cid: CID): Promise<boolean> {
        asked += 1
        if (asked === 200) pause.abort()
        return super.has(cid)
      }
    }
    pins = createPins({ ...parts(), kubo: new CountingClient(kubo.url) })
    await publish(1, 300)
    const stop = new AbortController().signal
    const [due] = pins.records.due()
    if (due === undefined) throw new Error('Nothing is due.')
    const first = await pins.engine.pin(due, { stop, pause: pause.signal })
    expect(first).toBeGreaterThan(100)
    expect(first).toBeLessThan(302)
    const askedFirst = asked
    expect(first + (await pins.engine.pin(due, { stop, pause: stop }))).toBe(302)
    expect(asked - askedFirst).toBeLessThanOrEqual(302 - first + 64)
    expect(await client.isPinned(due.catalogue)).toBe(true)
  })

  test('has Kubo forget what came of a catalogue that is refused', async () => {
    await startPins(client)
    const good = new Uint8Array(randomBytes(50))
    const segments = [good, new Uint8Array(randomBytes(20_000))]
    const track = await putTrack(artistPeer.blocks, artist, 1, segments, { claimedSize: 100 })
    const { signed } = await putCatalogue(artistPeer.blocks, artist, 1, [track])
    pins.service.follow(signed.body)
    await expect.poll(() => pins.service.progress(artist.address).refused, patience).toBe(4)
    await expect.poll(() => client.has(cidOf(good, 'raw')), patience).toBe(false)
  })

  test('pins again what Kubo has lost', async () => {
    await startPins(client)
    await publish(1, 4)
    await expect.poll(() => pins.service.progress(artist.address).number, patience).toBe(1)
    await isPinned()
    const root = pins.records.get(artist.address)?.catalogue
    if (root === undefined) throw new Error('There is no such pin.')
    await pins.service.stop()
    await client.unpin(root)
    await client.collectGarbage(new AbortController().signal)
    expect(await client.isPinned(root)).toBe(false)
    await startPins(client)
    await expect.poll(() => client.isPinned(root), patience).toBe(true)
  })
})
