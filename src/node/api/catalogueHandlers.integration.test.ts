import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { CID } from 'multiformats/cid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { toAddress, toLabel, type WorkId } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { commitmentOf } from '../access/capsules.ts'
import type { ContentKey } from '../access/access.ts'
import { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Publisher } from '../catalogue/publish.ts'
import {
  createPublisher,
  releaseFixture,
  trackFixture,
  signRelease,
  signTrack,
} from '../catalogue/testing/manifestFixtures.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { catalogueHandlers } from './catalogueHandlers.ts'

const network = new PeerHarness()
const contentKeys = new Map<string, ContentKey>()
const context = { signal: new AbortController().signal, report: () => undefined }
const key = new Uint8Array(randomBytes(32)) as ContentKey
let store: Store
let catalogue: CatalogueService
let artist: Publisher
let handlers: ReturnType<typeof catalogueHandlers>
let owned: WorkId
let other: WorkId
let album: WorkId

beforeAll(async () => {
  const peer = await network.peer()
  store = openStore(':memory:')
  catalogue = new CatalogueService({ store, peer, hubs: [], log: pino({ level: 'silent' }) })
  await catalogue.start()
  artist = await createPublisher(peer.id)
  const listener = await createPublisher(peer.id)
  handlers = catalogueHandlers({
    now: Date.now,
    credit: { of: () => toAmount(0n) },
    purchases: { countWithAccess: () => 0 },
    account: listener.identity.body.account,
    catalogue,
    discovery: {
      newest: async (limit) => catalogue.newest({ limit, offset: 0 }),
      lookUp: async () => undefined,
      lookAt: async () => undefined,
      findNamesakes: async () => undefined,
    },
    access: { contentKey: (id, edition) => contentKeys.get(`${id}/${edition}`) },
  })

  const credits = { title: 'One', artistName: 'The Tester', description: 'Recorded in a shed.' }
  const one = trackFixture(artist, 'One', { credits, commitment: commitmentOf(key), createdAt: 10 })
  const two = trackFixture(artist, 'Two', { createdAt: 20 })
  ;[owned, other] = [one.id, two.id]
  contentKeys.set(`${owned}/1`, key)
  await catalogue.publish(artist, {
    name: 'The Tester',
    about: 'Tests.',
    tracks: await Promise.all([one, two].map((track) => signTrack(artist, track))),
  })
  const manifests = [one, two].map(({ id, commitment }) => {
    const manifest = catalogue.work('track', id)?.manifest
    if (manifest === undefined) throw new Error('it was not published')
    return { id, edition: 1, manifest: CID.parse(manifest), commitment }
  })
  const release = releaseFixture(artist, 'Both', manifests.toReversed(), { createdAt: 30 })
  album = release.id
  await catalogue.publish(artist, { releases: [await signRelease(artist, release)] })
})
afterAll(async () => {
  await catalogue.stop()
  store.close()
  await network.stop()
})

test('the newest works come first, and say what is owned', async () => {
  const works = await handlers.newest({ limit: 2 }, context)
  expect(works.map(({ title, isOwned, isOwn }) => [title, isOwned, isOwn])).toEqual([
    ['Both', false, false],
    ['Two', false, false],
  ])
})

test('a track’s page tells its sound, its text and where it is on', async () => {
  const detail = await handlers.work({ label: toLabel('track', owned, 1) }, context)
  expect(detail.work).toMatchObject({ title: 'One', isOwned: true, price: 5n })
  expect(detail).toMatchObject({ description: 'Recorded in a shed.', tracks: [] })
  expect(detail.renditions).toMatchObject([{ name: 'aac', bitrate: 256_000, bytes: 64 }])
  expect(Buffer.from(detail.waveform, 'base64')).toHaveLength(16)
  expect(detail.releases.map(({ title }) => title)).toEqual(['Both'])
})

test('a release’s page lists its tracks in order', async () => {
  const detail = await handlers.work({ label: toLabel('release', album, 1) }, context)
  expect(detail.tracks.map(({ title, isOwned }) => [title, isOwned])).toEqual([
    ['Two', false],
    ['One', true],
  ])
  expect(detail).toMatchObject({ waveform: '', renditions: [], releases: [], work: { isOwned: false } })
})

test('a release’s page tells what its tracks cost now', async () => {
  const manifest = catalogue.manifest(catalogue.work('track', other)?.manifest ?? ('' as never))
  if (manifest?.kind !== 'track') throw new Error('It was published.')
  const { price } = manifest.body
  const repriced = { ...manifest.body, price: { ...price, amount: toAmount(9n) } }
  await catalogue.publish(artist, { tracks: [await signTrack(artist, repriced)] })
  const detail = await handlers.work({ label: toLabel('release', album, 1) }, context)
  expect(detail.tracks.map((track) => track.price)).toEqual([9n, 5n])
})

test('an artist’s page lists what is on sale, and when that changed', async () => {
  const { address } = await handlers
    .artist({ address: artist.identity.body.account }, context)
    .then((view) => {
      expect(view).toMatchObject({ name: 'The Tester', about: 'Tests.' })
      expect(view.works.map(({ title }) => title)).toEqual(['Both', 'Two', 'One'])
      expect(view.changedAt).toBeGreaterThan(Date.now() - 60_000)
      return view
    })
  expect(address).toBe(artist.identity.body.account)
})

test('an edition that is sold no longer still has its page, as it was', async () => {
  const next = trackFixture(artist, 'Two, again', { id: other, edition: 2, createdAt: 40 })
  await catalogue.publish(artist, { tracks: [await signTrack(artist, next)] })
  const old = await handlers.work({ label: toLabel('track', other, 1) }, context)
  const now = await handlers.work({ label: toLabel('track', other, 2) }, context)
  expect([old.work.title, old.work.edition, now.work.title, now.work.edition]).toEqual([
    'Two',
    1,
    'Two, again',
    2,
  ])
})

test('what nobody offers is said to be unknown', async () => {
  const label = toLabel('track', owned, 7)
  await expect(handlers.work({ label }, context)).rejects.toMatchObject({ code: 'CATALOGUE_UNKNOWN' })
  const address = toAddress(`0x${'77'.repeat(20)}`)
  await expect(handlers.artist({ address }, context)).rejects.toMatchObject({ code: 'CATALOGUE_UNKNOWN' })
})

test('a seller is known by their own catalogue, and by what was bought from them', async () => {
  const { account } = artist.identity.body
  expect(await handlers.seller({ address: account }, context)).toEqual({
    address: account,
    name: 'The Tester',
    namesakes: 0,
    purchases: 0,
  })
})
