import { beforeEach, expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { address, type Label, label } from '../../shared/ids.ts'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { AudioStorage, type AudioStorageOptions } from './audioStorage.ts'
import { Downloads } from './downloads.ts'

const account = address.parse(`0x${'a'.repeat(40)}`)
const artist = address.parse(`0x${'b'.repeat(40)}`)
const megabytes = (count: number) => count * 1_000_000
const labelOf = (digit: string) => label.parse(`track/${digit.repeat(32)}/1`)
const [one, two, three, own] = ['1', '2', '3', '4'].map(labelOf) as [Label, Label, Label, Label]
const blockOf = (name: string) => cidOf(Buffer.from(name), 'raw')

let store: Store
let downloads: Downloads
let deleted: string[]
let changed: Label[]
let failures: unknown[]
let limit: number | null
beforeEach(() => {
  store = openStore(':memory:')
  changed = []
  deleted = []
  failures = []
  limit = null
  downloads = new Downloads(store, (of) => changed.push(of))
  for (const [index, of] of [one, two, three].entries()) downloads.add(of, megabytes(400), index)
  changed = []
})

function storage(options: Partial<AudioStorageOptions> = {}) {
  return new AudioStorage({
    downloads,
    tracks: {
      kept: async (of) => ({
        artist: of === own ? account : artist,
        artwork: undefined,
        segments: ['flac 0', 'flac 1', 'aac 0'].map((name) => ({ cid: blockOf(`${of} ${name}`), size: 1 })),
        isOwned: true,
      }),
    },
    blocks: { delete: async (cid) => void deleted.push(cid.toString()) },
    playback: { isInUse: () => false },
    limit: { read: () => limit, keep: (next) => (limit = next) },
    account,
    onFailure: (error) => failures.push(error),
    ...options,
  })
}
const segmentsOf = (of: Label) =>
  ['flac 0', 'flac 1', 'aac 0'].map((name) => blockOf(`${of} ${name}`).toString())
const kept = () => downloads.leastUsed().map((each) => each.label)

test('without a limit all is kept, and it says how much that is', () => {
  const all = storage()
  all.start()
  expect(all.view()).toEqual({ bytes: megabytes(1200), tracks: 3, limit: null })
})

test('over a limit the tracks used least lately are let go: their segments, and nothing else of them', async () => {
  store.exec(`INSERT INTO track_plays VALUES ('${'1'.repeat(32)}', 1, 99)`)
  const limited = storage()
  expect(await limited.setLimit(megabytes(800))).toEqual({
    bytes: megabytes(800),
    tracks: 2,
    limit: megabytes(800),
  })
  expect(kept()).toEqual([three, one])
  expect(deleted).toEqual(segmentsOf(two))
  expect(changed).toEqual([two])
})

test('what plays, and what was published here, is never let go', async () => {
  downloads.add(own, megabytes(400), -1)
  const limited = storage({ playback: { isInUse: (of) => of === one } })
  await limited.setLimit(megabytes(500))
  expect(kept()).toEqual([one, own])
  expect(failures).toEqual([])
})

test('what a person chose is let go, but for what plays and what was published here', async () => {
  downloads.add(own, megabytes(400), 5)
  const chosen = storage({ playback: { isInUse: (of) => of === one } })
  expect(await chosen.remove([one, two, own, labelOf('9')])).toMatchObject({ tracks: 3 })
  expect(kept().toSorted()).toEqual([one, three, own])
  expect([deleted, failures]).toEqual([segmentsOf(two), []])
})

test('the limit holds after a restart, and for what comes later', async () => {
  await storage().setLimit(megabytes(800))
  const restarted = storage()
  restarted.start()
  downloads.add(two, megabytes(400), 50)
  downloads.add(one, megabytes(400), 60)
  restarted.keepToLimit()
  await restarted.setLimit(megabytes(800))
  expect(kept()).toEqual([two, one])
})

test('a crash between letting go and deleting leaves nothing lying about', async () => {
  downloads.release(one)
  const restarted = storage()
  restarted.start()
  await restarted.setLimit(null)
  expect(deleted).toEqual(segmentsOf(one))
  expect(downloads.releasing()).toEqual([])
})

test('what was fetched again after a crash is not deleted', async () => {
  downloads.release(one)
  downloads.add(one, megabytes(400), 7)
  const restarted = storage()
  restarted.start()
  await restarted.setLimit(null)
  expect([deleted, downloads.releasing(), downloads.has(one)]).toEqual([[], [], true])
})

test('what is fetched again while it is deleted is fetched once more', async () => {
  const limited = storage({
    blocks: {
      async delete() {
        if (!downloads.has(one)) downloads.add(one, megabytes(400), 99)
      },
    },
  })
  await limited.setLimit(megabytes(800))
  expect([downloads.has(one), downloads.wanted()]).toEqual([false, [one]])
})

test('a track of which nothing is known stays, and hinders no other', async () => {
  const unknown = new BuskerError('CATALOGUE_UNKNOWN', 'It is not known.')
  const known = storage()
  const limited = storage({
    tracks: {
      async kept(of) {
        if (of === one) throw unknown
        return { artist, segments: [], artwork: undefined, isOwned: true }
      },
    },
  })
  await limited.setLimit(megabytes(500))
  expect([kept(), failures]).toEqual([[one], [unknown]])
  await known.stop()
})

test('the files of a release count and are let go as tracks are, but for those that another edition has too', async () => {
  const editionOf = (edition: number) => label.parse(`release/${'7'.repeat(32)}/${edition}`)
  downloads.add(editionOf(1), megabytes(100), 1)
  downloads.add(editionOf(2), megabytes(120), 2)
  downloads.want(editionOf(1))
  downloads.add(editionOf(1), megabytes(100), 3)
  expect(downloads.wanted()).toEqual([])
  const limited = storage()
  expect(limited.view()).toMatchObject({ bytes: megabytes(1320), tracks: 3 })
  expect(downloads.releases()).toEqual([{ label: editionOf(2), bytes: megabytes(120) }])
  await limited.setLimit(megabytes(500))
  expect(deleted).toEqual([one, two, editionOf(2)].flatMap(segmentsOf))
  expect(kept()).toEqual([three])

  downloads.release(editionOf(1))
  downloads.add(editionOf(2), megabytes(120), 3)
  deleted = []
  const restarted = storage()
  limit = null
  restarted.start()
  await restarted.setLimit(null)
  expect([deleted, downloads.releasing()]).toEqual([[], []])
})
