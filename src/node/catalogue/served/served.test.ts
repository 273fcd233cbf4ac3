import { pino } from 'pino'
import { CID } from 'multiformats/cid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import { MemoryNetwork, type MemoryPeer } from '../../../ipfs/testing/memoryNetwork.ts'
import { headMaxBytes, signedHead } from '../../../protocol/catalogue.ts'
import { decode, encode } from '../../../protocol/codec.ts'
import { signedTrackManifest, type TrackManifest } from '../../../protocol/manifest.ts'
import type { Handlers } from '../../../protocol/rpc.ts'
import { type FoundWork, type SearchQuery, searchProtocol } from '../../../protocol/search.ts'
import type { Caller } from '../../../ipfs/peer.ts'
import { toLabel, type PeerIdText } from '../../../shared/ids.ts'
import { CatalogueHarness, offer } from '../testing/catalogueHarness.ts'
import { laterRecord } from '../testing/laterRecord.ts'
import { createPublisher, signTrack, trackFixture } from '../testing/manifestFixtures.ts'
import type { Publisher } from '../publish.ts'
import { HiddenArtists } from '../hiddenArtists.ts'
import { SeenArtists } from '../seenArtists.ts'
import { ComingWorks } from '../comingWorks.ts'
import { Discovery } from './discovery.ts'

type Answers = Handlers<typeof searchProtocol, Caller>

interface Signed {
  readonly found: FoundWork
  readonly bytes: Uint8Array
  readonly track: TrackManifest
}

let harness: CatalogueHarness
let discovery: Discovery
let hidden: HiddenArtists
let hub: MemoryPeer
let anna: Publisher
let asked: string[]
let connect: (peer: PeerIdText, isConnected: boolean) => void
let steadyNow: number

beforeEach(async () => {
  harness = new CatalogueHarness()
  await harness.catalogue.start()
  const network = new MemoryNetwork()
  const listener = network.peer()
  hub = network.peer()
  anna = await createPublisher(hub.id)
  asked = []
  steadyNow = 0
  connect = () => undefined
  hidden = new HiddenArtists(harness.store)
  discovery = new Discovery({
    store: harness.store,
    peer: {
      call: (to, protocol, op, body, options) => {
        asked.push(op)
        return listener.call(to, protocol, op, body, options)
      },
      onConnection: (listen) => {
        connect = listen
        return () => undefined
      },
    },
    hub: hub.id,
    coming: new ComingWorks(harness.store),
    catalogue: harness.catalogue,
    seen: new SeenArtists(harness.store, anna.identity.body.account),
    hidden,
    log: pino({ level: 'silent' }),
    now: () => harness.now,
    steadyNow: () => steadyNow,
  })
})
afterEach(() => harness.stop())

async function signed(title: string, artist = anna, change: Partial<TrackManifest> = {}): Promise<Signed> {
  const credits = { title, artistName: 'Anna', genre: 'Folk' }
  const track = trackFixture(artist, title, { credits, ...change })
  const bytes = encode(signedTrackManifest, await signTrack(artist, track))
  const { id, edition } = track
  const manifest = cidOf(bytes, 'dag-cbor')
  return { found: { kind: 'track', id, edition, artist: track.artist, manifest }, bytes, track }
}

/** A hub that answers whatever is asked with these. */
async function serve(works: readonly Signed[], changes: Partial<Answers> = {}): Promise<void> {
  const bytes = new Map(works.map((work) => [work.found.manifest.toString(), work.bytes]))
  await hub.handle(searchProtocol, {
    find: async () => ({ works: works.map(({ found }) => found) }),
    manifests: async ({ manifests }) => ({
      manifests: manifests.map((cid) => bytes.get(cid.toString()) ?? null),
    }),
    genres: async () => ({ genres: [{ genre: 'Folk', works: 7 }] }),
    coming: async () => ({ artists: [] }),
    newer: async () => ({ heads: [] }),
    ...changes,
  })
}

const titles = async (text: string, limit = 20) =>
  (await discovery.search(text, limit)).map(({ title }) => title)
const dropped = () => harness.catalogue.rejections()

test('what a hub finds is shown as its artist signed it, and kept', async () => {
  const work = await signed('Tidemarks')
  await serve([work])
  expect(await discovery.search('tidmarks', 20)).toMatchObject([
    { title: 'Tidemarks', id: work.track.id, artist: work.track.artist, price: { amount: 5n }, listed: true },
  ])
  expect(dropped()).toEqual({})
  expect(harness.catalogue.search('tide', { limit: 5, offset: 0 })).toHaveLength(1)
})

test('of a hidden artist nothing is found, and the hub is asked as ever', async () => {
  await serve([await signed('Tidemarks')])
  expect(await titles('tide')).toEqual(['Tidemarks'])
  const before = [...asked]
  hidden.hide({ address: anna.identity.body.account, name: 'Anna' })
  connect(hub.id, true)
  asked.length = 0
  expect(await titles('tide')).toEqual([])
  expect(before.slice(0, 1)).toEqual(asked)
  expect(await discovery.newest(20)).toEqual([])
  expect(await discovery.worksOfGenre('Folk', 20)).toEqual([])
  hidden.show(anna.identity.body.account)
  expect(await titles('tide')).toEqual(['Tidemarks'])
})

test('a manifest that is here is not asked for again', async () => {
  const work = await signed('Tidemarks')
  await serve([work])
  await titles('tide')
  asked.length = 0
  expect(await titles('tidem')).toEqual(['Tidemarks'])
  expect(asked).toEqual(['find'])
})

test('the same question within a moment has the same answer', async () => {
  await serve([await signed('Tidemarks')])
  await titles('tide')
  asked.length = 0
  await titles('tide')
  expect(asked).toEqual([])
  steadyNow += 4000
  await titles('tide')
  expect(asked).toEqual(['find'])
})

test('without a hub, what is here is found, and the hub is left alone for a while', async () => {
  await serve([await signed('Tidemarks')])
  await titles('tide')
  await hub.stop()
  steadyNow += 4000
  expect(await titles('tidem')).toEqual(['Tidemarks'])
  asked.length = 0
  expect(await titles('tidema')).toEqual(['Tidemarks'])
  expect(asked).toEqual([])
  connect(hub.id, true)
  await titles('tidemar')
  expect(asked).toEqual(['find'])
})

test('what is here and what the hub finds are one list, what fits best first', async () => {
  const { head } = await offer(harness.blocks, {
    tracks: [{ credits: { title: 'Tide', artistName: 'Bert' } }],
  })
  const accepted = Promise.withResolvers<void>()
  harness.catalogue.onChange(() => accepted.resolve())
  await harness.catalogue.receive(head, null)
  await accepted.promise
  await serve([
    await signed('Ocean', anna, { credits: { title: 'Ocean', artistName: 'Tide Pool' } }),
    await signed('Tidemarks'),
  ])
  expect(await titles('tide')).toEqual(['Tidemarks', 'Tide', 'Ocean'])
})

test('the newest come first, whatever order the hub answers in', async () => {
  await serve([
    await signed('Old', anna, { createdAt: 1 }),
    await signed('New', anna, { createdAt: 3 }),
    await signed('Between', anna, { createdAt: 2 }),
  ])
  expect((await discovery.newest(10)).map(({ title }) => title)).toEqual(['New', 'Between', 'Old'])
})

test('a hub that names another manifest than it sends is not believed', async () => {
  const [one, other] = [await signed('Tidemarks'), await signed('Tideless')]
  await serve([{ ...one, bytes: other.bytes }])
  expect(await titles('tide')).toEqual([])
  expect(dropped()).toEqual({ forged: 1 })
})

test('what a later Busker can read alone is left out, and the rest is found', async () => {
  const [known, later] = [await signed('Tidemarks'), await signed('Tideless')]
  const bytes = await laterRecord('track', { v: 2, in: 'another form' }, anna)
  const found = { ...later.found, manifest: cidOf(bytes, 'dag-cbor') }
  await serve([{ ...later, found, bytes }, known])
  expect(await titles('tide')).toEqual(['Tidemarks'])
  expect(dropped()).toEqual({})
  asked.length = 0
  steadyNow += 4000
  await titles('tide')
  expect(asked).toContain('find')
})

test('a manifest that its artist did not sign is dropped and counted', async () => {
  const stranger = await createPublisher(hub.id)
  const track = trackFixture(anna, 'Tidemarks')
  const bytes = encode(signedTrackManifest, await signTrack(stranger, track))
  const manifest = cidOf(bytes, 'dag-cbor')
  const found: FoundWork = { kind: 'track', id: track.id, edition: 1, artist: track.artist, manifest }
  await serve([{ found, bytes, track }])
  expect(await titles('the')).toEqual([])
  expect(dropped()).toEqual({ forged: 1 })
})

test('a manifest whose bytes were changed is dropped and counted', async () => {
  const work = await signed('Tidemarks')
  const bytes = work.bytes.slice()
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  await serve([{ ...work, bytes, found: { ...work.found, manifest: cidOf(bytes, 'dag-cbor') } }])
  expect(await titles('tide')).toEqual([])
  expect(Object.values(dropped())).toEqual([1])
})

test.each([
  ['another artist', { artist: `0x${'1'.repeat(40)}` }],
  ['another work', { id: '1'.repeat(32) }],
  ['another edition', { edition: 2 }],
  ['a release', { kind: 'release' }],
])('a work that is said to be %s than its manifest says is dropped', async (_, change) => {
  const work = await signed('Tidemarks')
  await serve([{ ...work, found: { ...work.found, ...change } as FoundWork }])
  expect(await titles('tide')).toEqual([])
  expect(Object.values(dropped())).toEqual([1])
})

test('a genuine work that nobody asked for is dropped and counted', async () => {
  await serve([await signed('Advertisement'), await signed('Tidemarks')])
  expect(await titles('tide')).toEqual(['Tidemarks'])
  expect(dropped()).toEqual({ foreign: 1 })
})

test.each<[string, SearchQuery]>([
  ['genre', { by: 'genre', genre: 'Jazz' }],
  ['artist', { by: 'text', text: 'bert' }],
])('a work of another %s than was asked for is dropped', async (_, query) => {
  await serve([await signed('Tidemarks')])
  const works =
    query.by === 'genre' ? await discovery.worksOfGenre(query.genre, 10) : await discovery.search('bert', 10)
  expect(works).toEqual([])
  expect(dropped()).toEqual({ foreign: 1 })
})

test('more works than were asked for are cut off, and one work many times is one', async () => {
  const works = await Promise.all(Array.from({ length: 8 }, (_, at) => signed(`Tide ${at}`)))
  await serve([...works, ...works])
  expect(await titles('tide', 5)).toHaveLength(5)
  expect(dropped()).toEqual({ excessive: 1 })
})

test('an answer with more works than any may have is no answer', async () => {
  const work = await signed('Tidemarks')
  await serve([work], { find: async () => ({ works: Array.from({ length: 51 }, () => work.found) }) })
  expect(await titles('tide')).toEqual([])
})

test('a hub that never sends what it named keeps nobody waiting', async () => {
  await serve([await signed('Tidemarks')], {
    manifests: async ({ manifests }) => ({ manifests: manifests.map(() => null) }),
  })
  expect(await titles('tide')).toEqual([])
  expect(asked).toEqual(['find', 'manifests'])
})

test('a hub that sends one manifest at a time is asked a few times, and no more', async () => {
  const works = await Promise.all(Array.from({ length: 12 }, (_, at) => signed(`Tide ${at}`)))
  await serve(works, {
    manifests: async ({ manifests }) => ({
      manifests: manifests.map((cid, at) =>
        at === 0 ? (works.find(({ found }) => found.manifest.equals(cid))?.bytes ?? null) : null,
      ),
    }),
  })
  expect(await titles('tide')).toHaveLength(6)
  expect(asked.filter((op) => op === 'manifests')).toHaveLength(6)
})

test.each([
  ['a word of 10 kB', 'a'.repeat(10_000)],
  ['emoji', '🎻'.repeat(150)],
  ['marks of direction', '\u202Eתיבה\u202C'],
  ['operators', '" OR title:* NEAR('],
  ['half a surrogate pair', `${'a'.repeat(199)}😀`],
])('%s may be searched for', async (_, text) => {
  await serve([])
  expect(await titles(text)).toEqual([])
  expect(dropped()).toEqual({})
})

test('the catalogue of an artist that is known here is believed before the hub', async () => {
  const work = await signed('Tidemarks')
  const later = await offer(harness.blocks, {
    artist: anna,
    tracks: [{ credits: { title: 'Tide again', artistName: 'Anna' } }],
  })
  const accepted = Promise.withResolvers<void>()
  harness.catalogue.onChange(() => accepted.resolve())
  await harness.catalogue.receive(later.head, null)
  await accepted.promise
  await serve([work])
  expect(await titles('tide')).toEqual(['Tide again'])
  expect(asked).toContain('newer')
})

test('an older edition than is known does not take its place', async () => {
  const id = (await signed('Tidemarks')).track.id
  const of = (edition: number, title: string) => {
    const { capsule } = trackFixture(anna, title)
    const own = { ...capsule, label: toLabel('track', id, edition) }
    return signed(title, anna, { id, edition, capsule: own })
  }
  const [first, second] = [await of(1, 'Tide one'), await of(2, 'Tide two')]
  await serve([second])
  expect(await titles('tide')).toEqual(['Tide two'])
  await serve([first])
  steadyNow += 4000
  expect(await titles('tide')).toEqual(['Tide two'])
})

test('looking at an artist brings their newest catalogue and all that is in it', async () => {
  const { head, artist } = await offer(harness.blocks, {
    name: 'Bert',
    tracks: [{}, {}].map((_, at) => ({ credits: { title: `Song ${at}`, artistName: 'Bert' } })),
  })
  await serve([], { newer: async () => ({ heads: [decode(signedHead, head, headMaxBytes)] }) })
  const { account } = artist.identity.body
  await discovery.lookAt(account)
  expect(harness.catalogue.artist(account)?.name).toBe('Bert')
  expect(harness.catalogue.worksOf(account)).toHaveLength(2)
  asked.length = 0
  await discovery.lookAt(account)
  expect(asked).toEqual([])
})

test('a head of another artist than was asked after is not read', async () => {
  const { head } = await offer(harness.blocks)
  await serve([], { newer: async () => ({ heads: [decode(signedHead, head, headMaxBytes)] }) })
  await discovery.lookAt(anna.identity.body.account)
  expect(harness.count('heads')).toBe(0)
})

test('other artists who go by a name are known once their works are found', async () => {
  const bert = await createPublisher(hub.id)
  const mine = await offer(harness.blocks, { artist: anna, name: 'Anna', tracks: [] })
  const theirs = await signed('Other', bert, { credits: { title: 'Other', artistName: 'Аnna' } })
  await serve([theirs], { newer: async () => ({ heads: [decode(signedHead, mine.head, headMaxBytes)] }) })
  const { account } = anna.identity.body
  await discovery.lookAt(account)
  expect(harness.catalogue.countNamesakes(account)).toBe(0)
  await discovery.findNamesakes(account)
  expect(harness.catalogue.countNamesakes(account)).toBe(1)
})

test('genres of the hub and of what is here are one list', async () => {
  const work = await signed('Tidemarks', anna, {
    credits: { title: 'A', artistName: 'Anna', genre: 'Ambient' },
  })
  await serve([work])
  await discovery.newest(5)
  expect((await discovery.genres()).map(({ genre }) => genre)).toEqual(['Folk', 'Ambient'])
})

test('a CID that is no block of ours is refused', async () => {
  const work = await signed('Tidemarks')
  const identity = CID.parse('bafyqaaa')
  await serve([{ ...work, found: { ...work.found, manifest: identity } }])
  expect(await titles('tide')).toEqual([])
})
