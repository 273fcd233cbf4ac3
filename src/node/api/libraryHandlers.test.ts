import { toAmount } from '../../shared/money.ts'
import { beforeEach, expect, test } from 'vitest'
import type { CallContext } from '../../shared/api/define.ts'
import type { OwnedWork } from '../../shared/api/library.ts'
import type { WorkView } from '../../shared/api/node.ts'
import {
  cidText,
  type CidText,
  type Label,
  label,
  peerIdText,
  toFileLabel,
  workId,
} from '../../shared/ids.ts'
import type { Manifest, WorkSummary } from '../catalogue/work.ts'
import { summariseManifest } from '../catalogue/workRow.ts'
import { createPublisher, releaseFixture, trackFixture } from '../catalogue/testing/manifestFixtures.ts'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import type { Purchase } from '../market/purchases.ts'
import { BoughtWorks } from '../market/boughtWorks.ts'
import { addPurchase } from '../market/testing/addPurchase.ts'
import { Playlists } from '../playlists/playlists.ts'
import { Downloads } from '../playback/downloads.ts'
import { QueueStore } from '../settings/queueStore.ts'
import { Settings } from '../settings/settings.ts'
import { openStore } from '../store/openStore.ts'
import { listenedLibrary } from './listenedLibrary.ts'
import { libraryHandlers } from './libraryHandlers.ts'

const context: CallContext<never> = { signal: new AbortController().signal, report: () => undefined }
const artist = await createPublisher(peerIdText.parse(`12D3KooW${'a'.repeat(44)}`))
const cidOfLabel = (text: string) => cidOf(Buffer.from(text), 'dag-cbor')
const known = new Map<Label, Manifest>()

function know(manifest: Pick<Manifest, 'kind' | 'body'>): Label {
  const { label: name } = manifest.body.capsule
  const cid = cidText.parse(cidOfLabel(name).toString())
  known.set(name, { ...manifest, cid, bytes: new Uint8Array() } as Manifest)
  return name
}

const first = trackFixture(artist, 'First')
const second = trackFixture(artist, 'Second')
const single = trackFixture(artist, 'Single')
const album = releaseFixture(
  artist,
  'Album',
  [first, second].map(({ id, edition, commitment, capsule }) => ({
    id,
    edition,
    commitment,
    manifest: cidOfLabel(capsule.label),
  })),
)
const tracks = [first, second, single].map((body) => know({ kind: 'track', body }))
const release = know({ kind: 'release', body: album })

const store = openStore(':memory:')
const downloads = new Downloads(store)
beforeEach(() => {
  store.exec('DELETE FROM downloads; DELETE FROM playlists; DELETE FROM purchases')
})

const byCid = (cid: CidText) => [...known.values()].find((manifest) => manifest.cid === cid)
const { account } = artist.identity.body
const catalogue = {
  edition: (name: Label): WorkSummary | undefined => {
    const manifest = known.get(name)
    return manifest && summariseManifest(manifest)
  },
  manifest: byCid,
  describe: () => undefined,
  releaseDuration: () => null,
}
const file = toFileLabel(workId.parse('f'.repeat(32)))
/** Of a watched folder. */
let files: readonly OwnedWork[] = []
const boughtWorks = new BoughtWorks({ store, catalogue, account })
const handlers = libraryHandlers({
  library: listenedLibrary({ boughtWorks, localFiles: { list: () => files } }),
  account,
  catalogue,
  now: Date.now,
  credit: { of: () => toAmount(0n) },
  access: { contentKey: () => undefined },
  boughtWorks,
  localFiles: { get: (one) => files.find(({ work }) => work.label === one)?.work },
  playlists: new Playlists(store),
  queue: new QueueStore(new Settings(store)),
})

const buy = (name: Label | undefined, state: Purchase['state'] = 'joined') => {
  if (name === undefined) throw new Error('There is no such work.')
  addPurchase(store, { label: name, state, createdAt: 5, manifest: cidOfLabel(name).toString() })
}
const library = async () =>
  (await handlers.library({}, context)).map(({ work, boughtAt, isDownloaded }) => [
    work.title,
    boughtAt,
    isDownloaded,
  ])

test('a release is listed with its tracks, and a work owned twice once', async () => {
  buy(release)
  buy(tracks[0])
  buy(tracks[2], 'owned')
  buy(tracks[1], 'paying')
  expect(await library()).toEqual([
    ['Album', 5, false],
    ['First', 5, false],
    ['Second', 5, false],
    ['Single', 5, false],
  ])
})

test('files of watched folders stand between what was bought, by when they came, and can be in playlists', async () => {
  buy(release)
  const at = (boughtAt: number, label = file) =>
    ({ work: { label, title: `At ${boughtAt}` } as WorkView, boughtAt, isDownloaded: true }) as const
  files = [at(9), at(5), at(1)]
  expect((await library()).map(([title]) => title)).toEqual([
    'At 9',
    'Album',
    'First',
    'Second',
    'At 5',
    'At 1',
  ])
  expect(await handlers.library({}, context)).toBe(await handlers.library({}, context))
  const { id } = await handlers.createPlaylist({ name: 'Mixed' }, context)
  const kept = await handlers.arrangePlaylist({ id, tracks: [file, ...tracks.slice(0, 1)] }, context)
  expect(kept.tracks.map(({ title }) => title)).toEqual(['At 9', 'First'])
  files = []
  const [left] = await handlers.playlists({}, context)
  expect(left?.tracks.map(({ title }) => title)).toEqual(['First'])
})

test('a release is downloaded when all its tracks are', async () => {
  buy(release)
  if (tracks[0] !== undefined) downloads.add(tracks[0], 1, 1)
  expect(await library()).toEqual([
    ['Album', 5, false],
    ['First', 5, true],
    ['Second', 5, false],
  ])
  if (tracks[1] !== undefined) downloads.add(tracks[1], 1, 1)
  expect((await library())[0]).toEqual(['Album', 5, true])
})

test('a playlist shows the works it names, in order; what is known no more is left out and not forgotten', async () => {
  const { id } = await handlers.createPlaylist({ name: 'Evening' }, context)
  const gone = label.parse(`track/${'e'.repeat(32)}/1`)
  const arranged = await handlers.arrangePlaylist(
    { id, tracks: [...tracks.slice(1, 2), gone, ...tracks.slice(0, 1)] },
    context,
  )
  expect(arranged.tracks.map(({ title }) => title)).toEqual(['Second', 'First'])
  expect(store.prepare('SELECT count(*) FROM playlist_tracks').pluck().get()).toBe(3)
  await handlers.renamePlaylist({ id, name: 'Night' }, context)
  expect((await handlers.playlists({}, context)).map(({ name }) => name)).toEqual(['Night'])
  await handlers.removePlaylist({ id }, context)
  expect(await handlers.playlists({}, context)).toEqual([])
})

test('the queue is taken up where it was left, without works that are gone', async () => {
  expect(await handlers.queue({}, context)).toBeNull()
  const [gone, kept] = [label.parse(`track/${'e'.repeat(32)}/1`), tracks[1] ?? label.parse('')]
  const items = [gone, kept].map((name, at) => ({ label: name, isPreview: false, unshuffledPosition: at }))
  const place = { index: 1, seconds: 12.5, isShuffled: true, repeat: 'all' } as const
  await handlers.keepQueue({ ...place, items }, context)
  await handlers.keepQueue({ ...place, seconds: 40 }, context)
  expect(await handlers.queue({}, context)).toMatchObject({
    ...place,
    index: 0,
    seconds: 40,
    items: [{ work: { title: 'Second' }, isPreview: false, unshuffledPosition: 1 }],
  })
})
