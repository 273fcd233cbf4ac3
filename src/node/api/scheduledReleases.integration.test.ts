import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import type { CidText } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { comingMaxWorks } from '../../protocol/comingWork.ts'
import { newRelease } from '../studio/newUpload.ts'
import { openStore, type Store } from '../store/openStore.ts'
import type { Announce } from '../studio/announce.ts'
import type { StudioClock } from '../studio/schedule.ts'
import { publishReleaseHandlers } from './publishReleaseHandler.ts'
import { openStudioNode } from './testing/studioNode.ts'
import { uploadViewOf } from './uploadViews.ts'
import { workHandlers } from './workHandlers.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const hourMs = 3600_000
const network = new PeerHarness()
const artworkCleaner = new ArtworkCleaner({})
const context = { signal: new AbortController().signal, report: () => undefined }
const price = toAmount(5n)
let folder: string
let store: Store
let keys: Awaited<ReturnType<typeof deriveKeys>>
let peer: Awaited<ReturnType<PeerHarness['peer']>>
let node: Awaited<ReturnType<typeof openStudioNode>>
let clock: SetClock

/** The chain's time, as far as it is known. */
class SetClock implements StudioClock {
  at = Date.now()
  isKnown = true
  readonly #listeners = new Set<() => void>()

  now(): number {
    return this.at
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(at: number, isKnown = true): void {
    this.at = at
    this.isKnown = isKnown
    this.#listeners.forEach((listener) => listener())
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-scheduled-'))
  await mkdir(join(folder, 'Weather'))
  for (const [seed, name] of ['Rain', 'Sun'].entries())
    await synthesiseWav(join(folder, 'Weather', `${name}.wav`), { seconds: 3, seed })
})
afterAll(async () => {
  await Promise.all([artworkCleaner.stop(), rm(folder, { recursive: true })])
})
beforeEach(async () => {
  clock = new SetClock()
  store = openStore(':memory:')
  ;[peer, keys] = await Promise.all([network.peer(), deriveKeys(newWords(), 1)])
  node = await open()
})
afterEach(async () => {
  await close()
  store.close()
  await network.stop()
})

const open = (announce?: (go: Announce) => Announce) =>
  openStudioNode({ store, keys, peer, artworkCleaner, clock, ...(announce && { announce }) })
const close = async () => {
  await node.comingUploads.stop()
  await node.studio.stop()
  await node.catalogue.stop()
}
const reopen = async (announce?: (go: Announce) => Announce) => {
  await close()
  node = await open(announce)
}
const titles = () =>
  node.catalogue
    .worksOf(node.account)
    .map(({ title }) => title)
    .toSorted()
const madeAt = (manifest: CidText) => node.catalogue.manifest(manifest)?.body.createdAt
const headNumber = () => node.catalogue.head(node.account)?.body.number
const prepare = (publishAt: number, isComing?: boolean) =>
  publishReleaseHandlers(node).prepareRelease(
    { paths: [join(folder, 'Weather')], price, trackPrice: price, title: 'Weather', publishAt, isComing },
    context,
  )
const untilOut = async () => {
  while (titles().length === 0) await once(node.events, 'upload')
}
const everything = ['Rain', 'Sun', 'Weather']

test('it is made ready, hidden, and comes out by itself in one head at its time, as new as that', async () => {
  const publishAt = clock.at + hourMs
  const { id, title } = await prepare(publishAt)
  expect(title).toBe('Weather')
  expect(uploadViewOf(node, id)).toMatchObject({ state: 'scheduled', publishAt })
  expect([titles(), headNumber()]).toEqual([[], undefined])
  clock.set(publishAt - 1)
  expect(titles()).toEqual([])
  clock.set(publishAt + 5)
  await untilOut()
  expect(titles()).toEqual(everything)
  const works = node.catalogue.worksOf(node.account)
  expect(works.map(({ manifest }) => madeAt(manifest))).toEqual(works.map(() => publishAt + 5))
  expect(works.every(({ kind, id: work }) => node.catalogue.work(kind, work)?.listed)).toBe(true)
  await vi.waitFor(() => expect(uploadViewOf(node, id)?.state).toBe('announced'))
})

test('whose time came while the node was off comes out at the next start, once', async () => {
  const publishAt = clock.at + hourMs
  await prepare(publishAt)
  await close()
  clock.at = publishAt + 24 * hourMs
  let heads = 0
  node = await open((go) => async (change) => {
    heads += 1
    await go(change)
  })
  await untilOut()
  expect(titles()).toEqual(everything)
  const number = headNumber()
  await reopen()
  clock.set(clock.at + hourMs)
  expect([heads, headNumber()]).toEqual([1, number])
})

test.each([
  ['before it is heard of', () => async () => Promise.reject(new Error('killed'))],
  [
    'after it was heard of',
    (go: Announce) => async (change: Parameters<Announce>[0]) => {
      await go(change)
      throw new Error('killed')
    },
  ],
])('a kill %s ends in the same works on sale', async (_when, killed) => {
  const publishAt = clock.at + hourMs
  const { id } = await prepare(publishAt)
  await reopen(killed)
  clock.set(publishAt)
  await vi.waitFor(() => expect(uploadViewOf(node, id)?.state).toBe('failed'))
  node.studio.resume(id)
  await vi.waitFor(() => expect(uploadViewOf(node, id)?.state).toBe('failed'))
  await reopen()
  node.studio.resume(id)
  await untilOut()
  expect(titles()).toEqual(everything)
  expect(node.catalogue.worksOf(node.account).map(({ edition }) => edition)).toEqual([1, 1, 1])
})

test('while the chain does not say what time it is, nothing comes out, whatever this machine’s clock says', async () => {
  const publishAt = clock.at + hourMs
  const { id } = await prepare(publishAt)
  clock.set(publishAt + hourMs, false)
  await reopen()
  expect(uploadViewOf(node, id)?.state).toBe('scheduled')
  expect(titles()).toEqual([])
  clock.set(publishAt - 1)
  expect(titles()).toEqual([])
  clock.set(publishAt)
  await untilOut()
  expect(titles()).toEqual(everything)
})

test('it is moved, earlier and later, and put on sale at once', async () => {
  const publishAt = clock.at + hourMs
  const { id } = await prepare(publishAt)
  const later = publishAt + hourMs
  expect(await node.handlers.rescheduleUpload({ id, publishAt: later }, context)).toMatchObject({
    state: 'scheduled',
    publishAt: later,
  })
  clock.set(publishAt + 1)
  await node.handlers.rescheduleUpload({ id, publishAt: null }, context)
  await untilOut()
  expect(titles()).toEqual(everything)
  await vi.waitFor(() => expect(uploadViewOf(node, id)?.state).toBe('announced'))
  await expect(node.handlers.rescheduleUpload({ id, publishAt: later }, context)).rejects.toMatchObject({
    code: 'UPLOAD_FINISHED',
  })
})

test('it is cancelled, and does not come out', async () => {
  const publishAt = clock.at + hourMs
  const { id } = await prepare(publishAt)
  expect((await node.handlers.cancelUpload({ id }, context)).state).toBe('cancelled')
  clock.set(publishAt + hourMs)
  await reopen()
  clock.set(publishAt + 2 * hourMs)
  expect([titles(), uploadViewOf(node, id)?.state]).toEqual([[], 'cancelled'])
})

test('a track alone waits for its time as well', async () => {
  const publishAt = clock.at + hourMs
  const purchases = { list: () => [] }
  const discovery = { search: () => Promise.reject(new Error('Nothing is searched.')) }
  const { prepare: prepareTrack } = workHandlers({ ...node, purchases, discovery } as never)
  const file = join(folder, 'Weather', 'Rain.wav')
  const prepared = await prepareTrack({ file, price, title: 'Alone', publishAt }, context)
  expect(prepared).toMatchObject({ title: 'Alone', publishAt })
  expect(uploadViewOf(node, prepared.id)?.state).toBe('scheduled')
  await reopen()
  expect(titles()).toEqual([])
  clock.set(publishAt + 3)
  await untilOut()
  const [work] = node.catalogue.worksOf(node.account)
  expect(work && madeAt(work.manifest)).toBe(publishAt + 3)
})

test.each([
  ['past', () => clock.at],
  ['more than a year away', () => clock.at + 367 * 24 * hourMs],
])('a time that is %s is refused before anything is read', async (_what, at) => {
  await expect(prepare(at())).rejects.toMatchObject({ code: 'UPLOAD_SCHEDULE' })
  expect(node.studio.uploads.list()).toEqual([])
})

describe('what is announced', () => {
  const announced = () => node.coming.of(node.account)
  const untilAnnounced = (count: number) => vi.waitFor(() => expect(announced()).toHaveLength(count))

  test('says its title, tracks, price and day, signed in the catalogue, and nothing of its sound', async () => {
    const publishAt = clock.at + hourMs
    const { id } = await prepare(publishAt, true)
    await untilAnnounced(1)
    expect(announced()).toMatchObject([
      { kind: 'release', id, title: 'Weather', tracks: 2, price: { amount: price }, at: publishAt },
    ])
    expect(titles()).toEqual([])
    expect(uploadViewOf(node, id)).toMatchObject({ state: 'scheduled', isComing: true })
    clock.set(publishAt)
    await untilOut()
    expect([titles(), announced()]).toEqual([everything, []])
  })

  test('is announced later, moved with its day, and taken back with the upload', async () => {
    const publishAt = clock.at + hourMs
    const { id } = await prepare(publishAt)
    await node.handlers.setUploadComing({ id, isComing: true }, context)
    await untilAnnounced(1)
    await node.handlers.rescheduleUpload({ id, publishAt: publishAt + hourMs }, context)
    await vi.waitFor(() => expect(announced()).toMatchObject([{ at: publishAt + hourMs }]))
    const number = headNumber()
    await reopen()
    await node.handlers.setUploadComing({ id, isComing: true }, context)
    expect(headNumber()).toBe(number)
    await node.handlers.setUploadComing({ id, isComing: false }, context)
    await untilAnnounced(0)
    await node.handlers.setUploadComing({ id, isComing: true }, context)
    await untilAnnounced(1)
    await node.handlers.cancelUpload({ id }, context)
    await untilAnnounced(0)
  })

  test('is announced by the next start, where the node was killed before it could be', async () => {
    await close()
    node = await open(() => () => Promise.reject(new Error('killed')))
    const { id } = await prepare(clock.at + hourMs, true)
    expect(announced()).toEqual([])
    await reopen()
    await untilAnnounced(1)
    expect(announced()[0]?.id).toBe(id)
  })

  test('has a time to come: what has none is not announced', async () => {
    const { id } = await prepare(clock.at + hourMs)
    await node.handlers.cancelUpload({ id }, context)
    await expect(node.handlers.setUploadComing({ id, isComing: true }, context)).rejects.toMatchObject({
      code: 'UPLOAD_NOT_SCHEDULED',
    })
    const many = Array.from({ length: comingMaxWorks }, () =>
      newRelease(node.account, { ...asked, isComing: true }),
    )
    for (const release of many) node.studio.releases.insert(release)
    const one = newRelease(node.account, asked)
    node.studio.releases.insert(one)
    await expect(
      node.handlers.setUploadComing({ id: one.id, isComing: true }, context),
    ).rejects.toMatchObject({ code: 'UPLOAD_TOO_MANY_COMING' })
  })
  const asked = { price, edits: { title: 'More' }, publishAt: Date.now() + hourMs }
})
