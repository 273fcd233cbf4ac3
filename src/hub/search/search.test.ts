import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { HeadRecords } from '../../node/catalogue/headRecords.ts'
import { CatalogueHarness, offer } from '../../node/catalogue/testing/catalogueHarness.ts'
import { manifestMaxBytes, trackManifest } from '../../protocol/manifest.ts'
import { decodeSigned } from '../../protocol/signed.ts'
import { type SearchQuery, searchProtocol } from '../../protocol/search.ts'
import { decode } from '../../protocol/codec.ts'
import { headMaxBytes, signedHead } from '../../protocol/catalogue.ts'
import { type Address, catalogueSubject, subjectOfArtist, toAddress } from '../../shared/ids.ts'
import { openStore } from '../../node/store/openStore.ts'
import { createComingArtists } from './comingArtists.ts'
import { SearchFollower } from './searchFollower.ts'
import { createSearchHandlers } from './searchHandlers.ts'
import { SqliteSearchIndex } from './sqliteSearchIndex.ts'
import { anna, indexedWork } from './testing/searchIndexContract.ts'

let harness: CatalogueHarness
let index: SqliteSearchIndex
let follower: SearchFollower
let network: MemoryNetwork
let hub: MemoryPeer
let listener: MemoryPeer

beforeEach(async () => {
  harness = new CatalogueHarness()
  index = new SqliteSearchIndex(':memory:')
  const { catalogue, store } = harness
  const log = pino({ level: 'silent' })
  follower = new SearchFollower({ index, catalogue, heads: new HeadRecords(store), log })
  network = new MemoryNetwork()
  hub = network.peer()
  listener = network.peer()
  const onStale = (artist: typeof anna) => follower.refresh(artist)
  await hub.handle(
    searchProtocol,
    createSearchHandlers({ index, catalogue, comingArtists: () => [], onStale, now: () => 0 }),
  )
  await follower.start()
  await catalogue.start()
})
afterEach(async () => {
  await follower.stop()
  await harness.stop()
  await index.close()
})

const find = async (query: SearchQuery) =>
  (await listener.call(hub.id, searchProtocol, 'find', { query, limit: 50, offset: 0 })).works

/** Somebody publishes; resolves when the hub has indexed it. */
async function publish(titles: readonly string[], options: Parameters<typeof offer>[1] = {}) {
  const tracks = titles.map((title) => ({ credits: { title, artistName: 'Anna', genre: 'Folk' } }))
  const accepted = Promise.withResolvers<void>()
  const unsubscribe = harness.catalogue.onChange(() => accepted.resolve())
  const made = await offer(harness.blocks, { tracks, ...options })
  await harness.catalogue.receive(made.head, null)
  await accepted.promise
  unsubscribe()
  await follower.settled()
  return made
}

test('what an artist publishes is found with the manifest that its artist signed', async () => {
  const { manifests, artist } = await publish(['Tidemarks', 'Harbour'])
  const [found] = await find({ by: 'text', text: 'tidmarks' })
  expect(found).toMatchObject({ kind: 'track', edition: 1, artist: artist.identity.body.account })
  expect(found?.manifest.toString()).toBe(manifests[0])
  const answer = await listener.call(hub.id, searchProtocol, 'manifests', {
    manifests: found ? [found.manifest] : [],
  })
  const [bytes] = answer.manifests
  const { body } = await decodeSigned('track', trackManifest, bytes ?? new Uint8Array(), manifestMaxBytes)
  expect(body.credits.title).toBe('Tidemarks')
})

test('what an artist takes off sale is not found any more', async () => {
  const { artist } = await publish(['Tidemarks', 'Harbour'])
  await publish(['Harbour again'], {
    artist,
    number: 2,
    tracks: [{ credits: { title: 'Other', artistName: 'Anna' } }],
  })
  expect(await find({ by: 'text', text: 'tidemarks' })).toEqual([])
  expect(await find({ by: 'artist', artist: artist.identity.body.account })).toHaveLength(1)
})

test('catalogues from before the index was there are read into it, each once', async () => {
  await follower.stop()
  const made = await offer(harness.blocks, {
    tracks: [{ credits: { title: 'Earlier', artistName: 'Anna' } }],
  })
  const accepted = Promise.withResolvers<void>()
  harness.catalogue.onChange(() => accepted.resolve())
  await harness.catalogue.receive(made.head, null)
  await accepted.promise
  expect(await index.count()).toBe(0)
  await follower.start()
  await follower.settled()
  expect(await index.count()).toBe(1)
})

test('an artist whom the index does not take keeps no other out, and is tried again', async () => {
  await follower.stop()
  const refused = new Set<string>()
  const stubborn = {
    missing: index.missing.bind(index),
    forget: index.forget.bind(index),
    async replace(catalogues: Parameters<typeof index.replace>[0]) {
      if (catalogues.some(({ artist }) => refused.has(artist))) throw new Error('too large')
      await index.replace(catalogues)
    },
  }
  const { catalogue, store } = harness
  const log = pino({ level: 'silent' })
  follower = new SearchFollower({ index: stubborn, catalogue, heads: new HeadRecords(store), log })
  const publishAlone = async (title: string) => {
    const made = await offer(harness.blocks, { tracks: [{ credits: { title, artistName: 'Anna' } }] })
    const accepted = Promise.withResolvers<void>()
    const unsubscribe = catalogue.onChange(() => accepted.resolve())
    await catalogue.receive(made.head, null)
    await accepted.promise
    unsubscribe()
    return made.artist.identity.body.account
  }
  for (const title of ['One', 'Two', 'Three']) {
    const account = await publishAlone(title)
    if (title === 'Two') refused.add(account)
  }
  await follower.start()
  await expect.poll(() => index.count()).toBe(2)
  refused.clear()
  await follower.settled()
  expect(await index.count()).toBe(3)
})

test('what is hidden is bought by its link as before', async () => {
  const { artist } = await publish(['Tidemarks'])
  const { account } = artist.identity.body
  const [work] = await find({ by: 'newest' })
  await index.hide(new Set([catalogueSubject.parse(account)]))
  expect(await find({ by: 'newest' })).toEqual([])
  expect(await find({ by: 'artist', artist: account })).toEqual([work])
  expect(work && (await find({ by: 'work', kind: work.kind, id: work.id }))).toEqual([work])
  const known = [{ artist: account, number: 0 }]
  expect((await listener.call(hub.id, searchProtocol, 'newer', { known })).heads).toHaveLength(1)
})

test('what the hub has forgotten since it was indexed is not answered, and leaves the index', async () => {
  await index.replace([{ artist: anna, number: 1, works: [indexedWork('Ghost')] }])
  expect(await find({ by: 'text', text: 'ghost' })).toEqual([])
  await follower.settled()
  expect(await index.count()).toBe(0)
})

test('the heads of artists are told where they are newer than what is known', async () => {
  const { artist } = await publish(['Tidemarks'], { number: 5 })
  const { account } = artist.identity.body
  const newer = async (number: number) =>
    (await listener.call(hub.id, searchProtocol, 'newer', { known: [{ artist: account, number }] })).heads
  expect((await newer(0)).map(({ body }) => body.number)).toEqual([5])
  expect(await newer(5)).toEqual([])
})

/** Handlers of a hub all of whose manifests are so long. */
function handlersWith(bytes: number) {
  const catalogue = {
    describe: () => undefined,
    head: () => undefined,
    manifestBytes: () => new Uint8Array(bytes),
  }
  return createSearchHandlers({
    index,
    catalogue,
    comingArtists: () => [],
    onStale: () => undefined,
    now: () => 0,
  })
}

test('manifests that do not fit into one answer are null, and are asked for again', async () => {
  await publish(['One', 'Two', 'Three'])
  const manifests = (await find({ by: 'newest' })).map(({ manifest }) => manifest)
  const handlers = handlersWith(0.6 * manifestMaxBytes)
  const answer = await handlers.manifests({ manifests }, { peer: listener.id })
  expect(answer.manifests.map((bytes) => bytes === null)).toEqual([false, true, true])
  const again = await handlers.manifests({ manifests: manifests.slice(1) }, { peer: listener.id })
  expect(again.manifests.map((bytes) => bytes === null)).toEqual([false, true])
})

test('whoever floods the search is refused, and nobody else is', async () => {
  await publish(['Tidemarks'])
  const flood = Array.from({ length: 200 }, () =>
    find({ by: 'newest' }).then(
      () => 'answered',
      ({ code }) => code,
    ),
  )
  const outcomes = await Promise.all(flood)
  expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(60)
  expect(new Set(outcomes)).toEqual(new Set(['answered', 'HUB_RATE_LIMIT']))
  listener = network.peer()
  expect(await find({ by: 'newest' })).toHaveLength(1)
})

test('many peers at one address have that address’s share, and somebody elsewhere is answered', async () => {
  await publish(['Tidemarks'])
  let answered = 0
  for (let at = 0; at < 10; at += 1) {
    listener = network.peer(undefined, '203.0.113.7')
    const asked = Array.from({ length: 30 }, () =>
      find({ by: 'newest' }).then(
        () => 1,
        () => 0,
      ),
    )
    answered += (await Promise.all(asked)).filter((is) => is === 1).length
  }
  expect(answered).toBe(180)
  await expect(find({ by: 'newest' })).rejects.toMatchObject({
    code: 'HUB_RATE_LIMIT',
    message: expect.stringContaining('Ask again in a second.') as string,
  })
  listener = network.peer(undefined, '198.51.100.1')
  expect(await find({ by: 'newest' })).toHaveLength(1)
})

test('many who flood together take no more than their part of the time', async () => {
  await publish(['Tidemarks'])
  const handlers = createSearchHandlers({
    index,
    catalogue: harness.catalogue,
    comingArtists: () => [],
    onStale: () => undefined,
    now: () => 0,
  })
  const ask = (at: number) =>
    handlers.find({ query: { by: 'newest' }, limit: 1, offset: 0 }, { peer: `peer${at}` as never }).then(
      () => 1,
      () => 0,
    )
  const answered = await Promise.all(Array.from({ length: 1000 }, (_, at) => ask(at)))
  expect(answered.filter((is) => is === 1)).toHaveLength(300)
})

test('a listener can not take more megabytes of manifests than its share', async () => {
  await publish(['Tidemarks'])
  const handlers = handlersWith(manifestMaxBytes)
  const manifests = (await find({ by: 'newest' })).map(({ manifest }) => manifest)
  const take = () => handlers.manifests({ manifests }, { peer: listener.id })
  for (let times = 0; times < 16; times += 1) await take()
  await expect(take()).rejects.toMatchObject({ code: 'HUB_RATE_LIMIT' })
})

test.each([
  ['a text of 10 kB', { by: 'text', text: 'a'.repeat(10_000) }],
  ['a question of no known kind', { by: 'sql', sql: 'SELECT 1' }],
  ['an id that is none', { by: 'work', kind: 'track', id: '../x' }],
])('%s is refused before it is searched', async (_, query) => {
  await expect(find(query as never)).rejects.toMatchObject({ code: 'PROTOCOL_MALFORMED' })
})

test('a head that was not signed by its artist is never told', async () => {
  const { head } = await publish(['Tidemarks'])
  const { body } = decode(signedHead, head, headMaxBytes)
  const { heads } = await listener.call(hub.id, searchProtocol, 'newer', {
    known: [{ artist: body.artist, number: 0 }],
  })
  expect(heads.map(({ signer }) => signer)).toEqual([body.artist])
})

test('who announces something is named, the soonest first, but whom the operator hides', async () => {
  const store = openStore(':memory:')
  const add = store.prepare(
    "INSERT INTO coming_works (artist, kind, work, at, bytes) VALUES (?, 'track', ?, ?, x'')",
  )
  const [soon, later, hidden, past] = ['1', '2', '3', '4'].map((digit) => toAddress(`0x${digit.repeat(40)}`))
  const times = [
    [later, 300],
    [soon, 200],
    [hidden, 250],
    [soon, 900],
    [past, 50],
  ] as const
  for (const [at, [artist, time]] of times.entries()) add.run(artist, String(at), time)
  const subjects = new Set([subjectOfArtist(hidden as Address)])
  const list = createComingArtists(
    store,
    () => subjects,
    () => 100,
  )
  expect(list(10)).toEqual([soon, later])
  expect(list(1)).toEqual([soon])
  store.close()
})
