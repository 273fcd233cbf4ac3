import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CID } from 'multiformats/cid'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import type { PeerOptions } from '../../ipfs/createPeer.ts'
import type { Peer } from '../../ipfs/peer.ts'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import {
  catalogue as catalogueSchema,
  type Head,
  head as headSchema,
  signedCatalogue,
  signedHead,
} from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { signedTrackManifest } from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import type { Address, CidText } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { CatalogueService } from './catalogueService.ts'
import type { Publisher } from './publish.ts'
import {
  createPublisher,
  releaseFixture,
  trackFixture,
  signRelease,
  signTrack,
} from './testing/manifestFixtures.ts'

const network = new PeerHarness()
const running: { catalogue: CatalogueService; store: Store }[] = []
afterEach(async () => {
  for (const { catalogue, store } of running.splice(0)) {
    await catalogue.stop()
    store.close()
  }
  await network.stop()
})

interface Node {
  readonly peer: Peer
  readonly catalogue: CatalogueService
  readonly store: Store
}

async function startNode(options: Partial<PeerOptions> = {}, file = ':memory:'): Promise<Node> {
  const peer = await network.peer(options)
  const store = openStore(file)
  const hubs = (options.bootstrap ?? []).map((address) => address.split('/').at(-1) as Peer['id'])
  const log = pino({ level: process.env['LOG'] ?? 'silent' })
  const catalogue = new CatalogueService({ store, peer, hubs: [...new Set(hubs)], log })
  running.push({ catalogue, store })
  await catalogue.start()
  return { peer, catalogue, store }
}

/** A hub and nodes that know nobody else. */
async function startNetwork(count: number) {
  const hub = await startNode({ relay: true })
  const nodes = await Promise.all(
    Array.from({ length: count }, () => startNode({ bootstrap: hub.peer.addresses })),
  )
  return { hub, nodes }
}

function changeOf(catalogue: CatalogueService, artist: Address, done = () => true): Promise<void> {
  return new Promise((resolve) => {
    const stop = catalogue.onChange((changed) => {
      if (changed !== artist || !done()) return
      stop()
      resolve()
    })
    if (catalogue.artist(artist) !== undefined && done()) {
      stop()
      resolve()
    }
  })
}

/** What a dishonest artist's machine does: signs and stores whatever it likes. */
async function signHead(
  artist: Publisher,
  head: Partial<Head> & Pick<Head, 'catalogue'>,
): Promise<Uint8Array> {
  const body: Head = {
    v: 1,
    artist: artist.identity.body.account,
    number: 1,
    previous: null,
    time: 1,
    ...head,
  }
  return encode(signedHead, await sign('head', headSchema, body, artist.account))
}

const page = { limit: 10, offset: 0 }
const titles = (catalogue: CatalogueService, text: string) =>
  catalogue.search(text, page).map(({ title }) => title)

test('what an artist publishes is found by a listener who only knows the hub', async () => {
  const { hub, nodes } = await startNetwork(2)
  const [seller, buyer] = nodes as [Node, Node]
  const artist = await createPublisher(seller.peer.id)
  const address = artist.identity.body.account
  const track = trackFixture(artist, 'Nightingales')
  const known = [changeOf(hub.catalogue, address), changeOf(buyer.catalogue, address)]
  await seller.catalogue.publish(artist, { name: 'The Tester', tracks: [await signTrack(artist, track)] })
  expect(titles(seller.catalogue, 'night')).toEqual(['Nightingales'])
  await known[0]
  await buyer.catalogue.catchUp()
  await known[1]
  expect(titles(buyer.catalogue, 'night tes')).toEqual(['Nightingales'])
  const [found] = buyer.catalogue.search('night', page)
  expect(buyer.catalogue.manifest(found?.manifest as CidText)).toMatchObject({ kind: 'track', body: track })
  expect(buyer.catalogue.artist(address)).toMatchObject({ name: 'The Tester', equivocated: false })
  expect(hub.catalogue.rejections().forged).toBeUndefined()
})

test('a change reaches everybody: a new price, a release, a work withdrawn; old manifests stay', async () => {
  const { nodes } = await startNetwork(2)
  const [seller, buyer] = nodes as [Node, Node]
  const artist = await createPublisher(seller.peer.id)
  const address = artist.identity.body.account
  const [one, two] = [trackFixture(artist, 'One'), trackFixture(artist, 'Two')]
  const signedOne = await signTrack(artist, one)
  await seller.catalogue.publish(artist, { name: 'T', tracks: [signedOne, await signTrack(artist, two)] })
  const before = seller.catalogue.work('track', one.id)
  await buyer.catalogue.catchUp()
  await changeOf(buyer.catalogue, address)
  const dearer = { ...one, credits: { ...one.credits, title: 'One more' } }
  await seller.catalogue.publish(artist, {
    tracks: [await signTrack(artist, dearer)],
    withdraw: [{ kind: 'track', id: two.id }],
  })
  const link = CID.parse(seller.catalogue.work('track', one.id)?.manifest ?? '')
  const release = releaseFixture(artist, 'Album', [
    { id: one.id, edition: 1, manifest: link, commitment: one.commitment },
    {
      id: two.id,
      edition: 1,
      manifest: cidOf(encode(signedTrackManifest, await signTrack(artist, two)), 'dag-cbor'),
      commitment: two.commitment,
    },
  ])
  await seller.catalogue.publish(artist, { releases: [await signRelease(artist, release)] })
  await changeOf(buyer.catalogue, address, () => buyer.catalogue.work('release', release.id) !== undefined)
  expect(titles(buyer.catalogue, '')).toEqual(['Album', 'One more'])
  expect(titles(buyer.catalogue, 'two')).toEqual([])
  expect(buyer.catalogue.work('track', two.id)?.listed).toBe(false)
  expect(buyer.catalogue.manifest(before?.manifest as CidText)).toMatchObject({ body: one })
})

test('what was published while the hub was away reaches it when it is back', async () => {
  const folder = await network.folder()
  const seed = new Uint8Array(32).fill(4)
  const before = await network.peer({ relay: true, folder, seed })
  const listen = [/^.*tcp\/\d+/.exec(before.addresses[0] ?? '')?.[0] ?? '']
  const seller = await startNode({ bootstrap: before.addresses })
  await before.stop()
  const artist = await createPublisher(seller.peer.id)
  const address = artist.identity.body.account
  await seller.catalogue.publish(artist, {
    name: 'T',
    tracks: [await signTrack(artist, trackFixture(artist, 'Alone'))],
  })
  const hub = await startNode({ relay: true, folder, seed, listen })
  await changeOf(hub.catalogue, address)
  expect(titles(hub.catalogue, 'alone')).toEqual(['Alone'])
})

test('a newcomer learns everything from the hub, and from another peer where the hub is silent about it', async () => {
  const hub = await network.peer({ relay: true })
  const seller = await startNode({ bootstrap: hub.addresses })
  const artist = await createPublisher(seller.peer.id)
  await seller.catalogue.publish(artist, {
    name: 'T',
    tracks: [await signTrack(artist, trackFixture(artist, 'Hidden'))],
  })
  const newcomer = await startNode({ bootstrap: hub.addresses })
  const known = changeOf(newcomer.catalogue, artist.identity.body.account)
  await newcomer.peer.connect(seller.peer.addresses)
  await newcomer.catalogue.catchUp()
  await newcomer.catalogue.catchUp()
  await known
  expect(titles(newcomer.catalogue, 'hidden')).toEqual(['Hidden'])
})

test('heads that are forged, replayed, older, oversized or malformed are dropped and counted', async () => {
  const { catalogue, peer } = await startNode()
  const [artist, other] = await Promise.all([createPublisher(peer.id), createPublisher(peer.id)])
  await catalogue.publish(artist, { name: 'T' })
  const head = catalogue.head(artist.identity.body.account)
  if (head === undefined) throw new Error('no head')
  const bytes = encode(signedHead, head)
  const link = head.body.catalogue
  const newer = head.body.number + 1
  expect(await catalogue.receive(bytes, null)).toBe('replayed')
  expect(await catalogue.receive(await signHead(artist, { catalogue: link, number: 5 }), null)).toBe('older')
  const forged = await sign('head', headSchema, { ...head.body, number: newer }, other.account)
  expect(await catalogue.receive(encode(signedHead, forged), null)).toBe('forged')
  const claimed = { ...forged, signer: artist.identity.body.account }
  expect(await catalogue.receive(encode(signedHead, claimed), null)).toBe('forged')
  expect(await catalogue.receive(new Uint8Array(2000), null)).toBe('oversized')
  expect(await catalogue.receive(new Uint8Array([1, 2, 3]), null)).toBe('malformed')
  expect(catalogue.rejections()).toEqual({ replayed: 1, older: 1, forged: 2, oversized: 1, malformed: 1 })
})

test('two heads with one number are kept as proof, and the later one is dropped', async () => {
  const { catalogue, peer } = await startNode()
  const artist = await createPublisher(peer.id)
  const address = artist.identity.body.account
  await catalogue.publish(artist, { name: 'T' })
  const head = catalogue.head(address)
  const number = head?.body.number ?? 0
  const other = await signHead(artist, { number, catalogue: cidOf(new Uint8Array(1), 'dag-cbor') })
  expect(await catalogue.receive(other, null)).toBe('equivocating')
  expect(catalogue.proofs(address)).toMatchObject([
    { number, one: { body: head?.body }, other: { body: { number } } },
  ])
  expect(catalogue.artist(address)?.equivocated).toBe(true)
  expect(catalogue.head(address)).toEqual(head)
})

test('a catalogue that lists what is not the artist’s own, or is not what it says, is dropped whole', async () => {
  const [victim, node] = await Promise.all([startNode(), startNode()])
  await node.peer.connect(victim.peer.addresses)
  const [artist, thief] = await Promise.all([
    createPublisher(victim.peer.id),
    createPublisher(victim.peer.id),
  ])
  const track = trackFixture(artist, 'Mine')
  await node.catalogue.publish(artist, { name: 'T', tracks: [await signTrack(artist, track)] })
  let number = 1
  const lie = async (bytes: Uint8Array, entry: { id: typeof track.id; edition: number }) => {
    const manifest = await victim.peer.blocks.put(bytes, 'dag-cbor')
    const works = [{ kind: 'track' as const, ...entry, manifest }]
    const body = { v: 1 as const, artist: thief.identity, name: 'Thief', works }
    const signed = await sign('catalogue', catalogueSchema, body, thief.account)
    const catalogue = await victim.peer.blocks.put(encode(signedCatalogue, signed), 'dag-cbor')
    await node.catalogue.receive(await signHead(thief, { catalogue, number: number++ }), victim.peer.id)
  }
  const inconsistent = (count: number) =>
    expect.poll(() => node.catalogue.rejections().inconsistent, { timeout: 20_000 }).toBe(count)
  await lie(encode(signedTrackManifest, await signTrack(artist, track)), { id: track.id, edition: 1 })
  await inconsistent(1)
  const stolen = trackFixture(thief, 'Mine, says the thief', { id: track.id })
  await lie(encode(signedTrackManifest, await signTrack(thief, stolen)), { id: track.id, edition: 1 })
  await inconsistent(2)
  const own = trackFixture(thief, 'Other edition')
  await lie(encode(signedTrackManifest, await signTrack(thief, own)), { id: own.id, edition: 2 })
  await inconsistent(3)
  const wrongLabel = { ...own, capsule: { ...own.capsule, label: track.capsule.label } }
  await lie(encode(signedTrackManifest, await signTrack(thief, wrongLabel)), { id: own.id, edition: 1 })
  await inconsistent(4)
  await lie(encode(signedTrackManifest, { ...(await signTrack(artist, own)), signer: own.artist }), {
    id: own.id,
    edition: 1,
  })
  await expect.poll(() => node.catalogue.rejections().forged, { timeout: 20_000 }).toBe(1)
  expect(node.catalogue.artist(thief.identity.body.account)).toBeUndefined()
  expect(titles(node.catalogue, '')).toEqual(['Mine'])
})

test('what others would refuse can not be published', async () => {
  const { catalogue, peer } = await startNode()
  const [artist, other] = await Promise.all([createPublisher(peer.id), createPublisher(peer.id)])
  const foreign = await signTrack(other, trackFixture(other, 'Not mine'))
  await expect(catalogue.publish(artist, { name: 'T', tracks: [foreign] })).rejects.toMatchObject({
    code: 'CATALOGUE_INCONSISTENT',
  })
  expect(catalogue.head(artist.identity.body.account)).toBeUndefined()
})

test('a head whose catalogue nobody has waits over a restart, and is read when it can be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'busker-catalogue-'))
  const file = join(folder, 'store.sqlite')
  const seller = await startNode()
  const artist = await createPublisher(seller.peer.id)
  const address = artist.identity.body.account
  await seller.catalogue.publish(artist, { name: 'Late' })
  const first = await startNode({}, file)
  const head = seller.catalogue.head(address)
  if (head === undefined) throw new Error('no head')
  await first.catalogue.receive(encode(signedHead, head), null)
  expect(first.catalogue.artist(address)).toBeUndefined()
  await first.catalogue.stop()
  const second = await startNode({}, file)
  const known = changeOf(second.catalogue, address)
  await second.peer.connect(seller.peer.addresses)
  await second.catalogue.catchUp()
  await known
  expect(second.catalogue.artist(address)?.name).toBe('Late')
  await rm(folder, { recursive: true })
})

test('numbers of heads rise even when the clock stands still or goes back', async () => {
  const { catalogue, peer } = await startNode()
  const artist = await createPublisher(peer.id)
  const heads = [await catalogue.publish(artist, { name: 'A' })]
  for (const name of ['B', 'C']) heads.push(await catalogue.publish(artist, { name }))
  const numbers = heads.map(({ body }) => body.number)
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  expect(new Set(numbers).size).toBe(3)
  expect(String(heads[2]?.body.previous)).toBe(String(heads[1]?.body.catalogue))
})
