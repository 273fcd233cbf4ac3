import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { CID } from 'multiformats/cid'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import type { InspectedFile, UploadView } from '../../shared/api/studio.ts'
import { toAmount } from '../../shared/money.ts'
import { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import type { Announce } from '../studio/announce.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { createTestMedia, type TestMedia } from '../media/testing/testMedia.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { publishReleaseHandlers } from './publishReleaseHandler.ts'
import { openStudioNode } from './testing/studioNode.ts'
import { uploadViewOf } from './uploadViews.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const network = new PeerHarness()
const artworkCleaner = new ArtworkCleaner({})
const context = { signal: new AbortController().signal, report: () => undefined }
const price = toAmount(3n)
let media: TestMedia
let album: string
let node: Awaited<ReturnType<typeof open>>
let peer: Awaited<ReturnType<PeerHarness['peer']>>
let store: Store
let keys: Awaited<ReturnType<typeof deriveKeys>>

beforeAll(async () => {
  media = await createTestMedia()
  album = await mkdtemp(join(tmpdir(), 'busker-album-'))
  await mkdir(join(album, 'CD 2'))
  await synthesiseWav(media.at('piece.wav'), { seconds: 3, seed: 5 })
  const cover = await sharp({ create: { width: 2000, height: 2000, channels: 3, background: '#204080' } })
    .png()
    .toBuffer()
  await writeFile(join(album, 'cover.png'), cover)
  const tags = '-metadata artist=Ines -metadata album=Roofs'
  const one = await media.convert(media.at('piece.wav'), `-c:a flac ${tags} -metadata title=Rain`, 'one.flac')
  const two = await media.convert(media.at('piece.wav'), `-c:a libopus -ar 48000 ${tags}`, 'two.opus')
  await writeFile(join(album, '2 Rain.flac'), await readFile(one))
  await writeFile(join(album, '10 Sun.opus'), await readFile(two))
  const whole = await readFile(one)
  await writeFile(join(album, 'CD 2', '1 Cut short.flac'), whole.subarray(0, whole.length * 0.6))
  await writeFile(join(album, 'notes.txt'), 'Thanks to everybody.')
})
afterAll(async () => {
  await Promise.all([artworkCleaner.stop(), media.remove(), rm(album, { recursive: true })])
})
beforeEach(async () => {
  peer = await network.peer()
  store = openStore(':memory:')
  keys = await deriveKeys(newWords(), 1)
  node = await open()
})
afterEach(async () => {
  await node.studio.stop()
  await node.catalogue.stop()
  store.close()
  await network.stop()
})

/** On the same peer and store each time. */
function open(change: { announce?: (go: Announce) => Announce } = {}) {
  return openStudioNode({ store, keys, peer, artworkCleaner, ...change })
}

const file = (name: string) => join(album, name)
const draft = (name: string, edits = {}) => ({ file: file(name), price, edits })

/** The uploads, once all of them are as `isDone` says. */
async function until(isDone: (uploads: UploadView[]) => boolean): Promise<UploadView[]> {
  for (;;) {
    const changed = once(node.events, 'upload')
    const uploads = await node.handlers.uploads({}, context)
    if (isDone(uploads)) return uploads
    await changed
  }
}
const settled = (uploads: UploadView[]) =>
  uploads.length > 0 && uploads.every(({ state }) => state !== 'waiting' && state !== 'running')

test('a folder is looked at whole, in natural order, and says what is wrong with a file', async () => {
  const reported: InspectedFile[] = []
  const found = await node.handlers.inspect(
    { paths: [album, file('notes.txt')] },
    { ...context, report: (one) => reported.push(one) },
  )
  expect(found.map(({ file: path, problem }) => [path, problem?.code ?? null])).toEqual([
    [file('2 Rain.flac'), null],
    [file('10 Sun.opus'), null],
    [file('CD 2/1 Cut short.flac'), 'MEDIA_TRUNCATED'],
    [file('cover.png'), 'MEDIA_NOT_AUDIO'],
    [file('notes.txt'), 'MEDIA_NOT_AUDIO'],
  ])
  expect(found.map(({ bonus }) => bonus?.kind)).toEqual([undefined, undefined, undefined, 'png', 'text'])
  expect(found[0]).toMatchObject({
    title: 'Rain',
    artistName: 'Ines',
    releaseTitle: 'Roofs',
    durationMs: 3000,
  })
  expect(found.map(({ format }) => format)).toEqual([
    'FLAC, 44.1 kHz, stereo',
    'Opus, 48 kHz, stereo',
    null,
    null,
    null,
  ])
  expect(found[1]?.title).toBe('10 Sun')
  expect(reported).toHaveLength(5)
  await expect(node.handlers.inspect({ paths: [file('none.wav')] }, context)).resolves.toMatchObject([
    { problem: { code: 'MEDIA_UNREADABLE' } },
  ])
})

test('an album is published: the tracks and the release with the keys and the picture of all, in one head', async () => {
  const heads = vi.spyOn(node.catalogue, 'publish')

  const tracks = [draft('2 Rain.flac'), draft('10 Sun.opus', { title: 'Sun' })]
  const release = {
    price: toAmount(5n),
    edits: { title: 'Roofs', artwork: file('cover.png'), releaseDate: '2024' },
  }
  const begun = await node.handlers.upload({ tracks, release }, context)
  expect(begun.map(({ kind, state }) => [kind, state])).toEqual([
    ['track', 'waiting'],
    ['track', 'waiting'],
    ['release', 'waiting'],
  ])
  const done = await until((uploads) => uploads.every(({ state }) => state === 'announced'))
  expect(done.map(({ work }) => [work?.kind, work?.title, work?.price, work?.isOwned])).toEqual([
    ['track', 'Rain', 3n, true],
    ['track', 'Sun', 3n, true],
    ['release', 'Roofs', 5n, true],
  ])
  expect(done.map(({ work }) => [work?.artistName, work?.releaseTitle, work?.trackNumber])).toEqual([
    ['Ines', 'Roofs', 1],
    ['Ines', 'Roofs', 2],
    ['Ines', null, null],
  ])
  expect(done[0]?.steps.map(({ step }) => step)).toEqual([
    'reading',
    'encoding',
    'sealing',
    'publishing',
    'announced',
  ])
  for (const { work } of done) {
    const picture = await peer.blocks.get(CID.parse(work?.artwork ?? ''))
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 1400 })
  }
  const body = node.catalogue.manifest(done[2]?.work?.manifest ?? ('' as never))?.body
  expect(body).toMatchObject({
    credits: { title: 'Roofs', year: 2024 },
    tracks: [{ edition: 1 }, { edition: 1 }],
  })
  // Both tracks are one piece, so together they are as loud as either.
  const track = node.catalogue.manifest(done[0]?.work?.manifest ?? ('' as never))
  if (track?.kind !== 'track') throw new Error('The first is a track.')
  expect(body).toHaveProperty('loudness.integrated', expect.closeTo(track.body.loudness.integrated, 0))
  const [on] = node.catalogue.releasesWith(track.body.artist, track.body.id)
  expect(on).toEqual(body)
  expect(heads).toHaveBeenCalledTimes(1)
  for (const { id } of done) await node.handlers.dismissUpload({ id }, context)
  expect(await node.handlers.uploads({}, context)).toEqual([])
})

test('a release that could not be announced holds its tracks back, and a restart goes on with it', async () => {
  const broken =
    (go: Announce): Announce =>
    (made) =>
      made.releases === undefined ? go(made) : Promise.reject(new Error('the power went'))
  await node.studio.stop()
  node = await open({ announce: broken })
  await node.handlers.upload({ tracks: [draft('2 Rain.flac')], release: { price, edits: {} } }, context)
  const [track, release] = await until(settled)
  expect([track?.state, release?.state, release?.problem?.message]).toEqual([
    'ready',
    'failed',
    'the power went',
  ])
  expect(node.catalogue.worksOf(keys.identity.body.account)).toEqual([])
  await node.studio.stop()
  node = await open()
  const [sold, made] = await until((uploads) => uploads.every(({ state }) => state === 'announced'))
  expect(sold).toMatchObject({ kind: 'track', work: { title: 'Rain', isOwned: true } })
  expect(made).toMatchObject({ kind: 'release', work: { title: 'Roofs', isOwned: true } })
})

test('what fails says why, is tried again, cancelled and taken off; a release goes on without it', async () => {
  const tracks = [draft('2 Rain.flac'), draft('CD 2/1 Cut short.flac')]
  await node.handlers.upload({ tracks, release: { price, edits: { title: 'One left' } } }, context)
  const [good, bad, release] = await until((uploads) => uploads[1]?.state === 'failed')
  expect(good?.state).toBe('ready')
  expect(bad?.problem?.code).toBe('MEDIA_TRUNCATED')
  expect(release?.state).toBe('waiting')
  expect(node.catalogue.worksOf(keys.identity.body.account)).toEqual([])
  const id = bad?.id ?? ('' as never)
  expect(await node.handlers.resumeUpload({ id }, context)).toMatchObject({ state: 'waiting', problem: null })
  await until((uploads) => uploads[1]?.state === 'failed')
  expect(await node.handlers.cancelUpload({ id }, context)).toMatchObject({ state: 'cancelled' })
  await node.handlers.dismissUpload({ id }, context)
  const done = await until((uploads) => uploads.every(({ state }) => state === 'announced'))
  expect(done.map(({ title }) => title)).toEqual(['Rain', 'One left'])
  await expect(node.handlers.cancelUpload({ id: done[0]?.id ?? id }, context)).rejects.toMatchObject({
    code: 'UPLOAD_FINISHED',
  })
})

test('cancelling what runs and what waits takes everything back', async () => {
  const put = vi.spyOn(peer.blocks, 'put')
  await node.handlers.upload({ tracks: [draft('2 Rain.flac'), draft('10 Sun.opus')] }, context)
  const [running, waiting] = await until(([first]) => first?.step === 'encoding')
  await node.handlers.cancelUpload({ id: waiting?.id ?? ('' as never) }, context)
  await node.handlers.cancelUpload({ id: running?.id ?? ('' as never) }, context)
  const cancelled = await until(settled)
  expect(cancelled.map(({ state, problem }) => [state, problem])).toEqual([
    ['cancelled', null],
    ['cancelled', null],
  ])
  expect(store.prepare('SELECT count(*) FROM upload_blocks').pluck().get()).toBe(0)
  const stored = await Promise.all(put.mock.results.map(({ value }) => value as Promise<CID>))
  for (const cid of stored) expect(await peer.blocks.has(cid)).toBe(false)
  expect(node.catalogue.worksOf(keys.identity.body.account)).toEqual([])
  // And one of them is wanted after all.
  await node.handlers.resumeUpload({ id: waiting?.id ?? ('' as never) }, context)
  await until((uploads) => uploads[1]?.state === 'announced')
})

test('a release that failed is gone on with when the same is published again; cancelling it takes all of it back', async () => {
  const tracks = [draft('2 Rain.flac'), draft('CD 2/1 Cut short.flac')]
  const input = { tracks, release: { price, edits: { title: 'Twice' } } }
  const [rain] = await node.handlers.upload(input, context)
  await until((uploads) => uploads[1]?.state === 'failed')
  const put = vi.spyOn(peer.blocks, 'put')
  const again = await node.handlers.upload(input, context)
  expect(again.map(({ id, state }) => [id === rain?.id, state])).toEqual([
    [true, 'ready'],
    [false, 'waiting'],
    [false, 'waiting'],
  ])
  await until((uploads) => uploads[1]?.state === 'failed')
  expect(put).not.toHaveBeenCalled()
  const release = again[2]?.id ?? ('' as never)
  const other = await node.handlers.upload(
    { ...input, release: { price, edits: { title: 'Other' } } },
    context,
  )
  expect(other[2]?.id).not.toBe(release)
  for (const id of [release, other[2]?.id ?? release]) {
    expect(await node.handlers.cancelUpload({ id }, context)).toMatchObject({ state: 'cancelled' })
    await node.handlers.dismissUpload({ id }, context)
  }
  expect(await node.handlers.uploads({}, context)).toEqual([])
  expect(store.prepare('SELECT count(*) FROM upload_blocks').pluck().get()).toBe(0)
})

test('what could not be announced in the end is refused before anything is read', async () => {
  const many = Array.from({ length: 201 }, () => draft('nowhere.wav'))
  const release = { price, edits: {} }
  await expect(node.handlers.upload({ tracks: many, release }, context)).rejects.toMatchObject({
    code: 'UPLOAD_TOO_MANY_TRACKS',
    message: expect.stringContaining('at most 200 tracks; these are 201') as string,
  })
  const full = Array.from({ length: 5001 }, () => draft('nowhere.wav'))
  await expect(node.handlers.upload({ tracks: full }, context)).rejects.toMatchObject({
    code: 'UPLOAD_CATALOGUE_FULL',
  })
  expect(await node.handlers.uploads({}, context)).toEqual([])
})

test('what has no sound in a folder is named, unless it usually lies beside music and can not go with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'busker-mixed-'))
  await writeFile(join(folder, '31 - the single.mp3'), Buffer.alloc(50_000))
  await writeFile(join(folder, 'Session.als'), 'a project')
  await writeFile(join(folder, 'empty.bin'), '')
  for (const name of [
    'cover.jpg',
    'a.cue',
    'a.m3u',
    'a.txt',
    'a.log',
    'a.nfo',
    'a.pdf',
    'Thumbs.db',
    '.DS_Store',
  ])
    await writeFile(join(folder, name), 'beside the music')
  await writeFile(join(folder, '2 Rain.flac'), await readFile(file('2 Rain.flac')))
  const found = await node.handlers.inspect({ paths: [folder] }, context)
  expect(found.map(({ title, isLeftOut, problem }) => [title, isLeftOut, problem?.code ?? null])).toEqual([
    ['Rain', false, null],
    ['31 - the single', false, 'MEDIA_NOT_AUDIO'],
    ['a', true, 'MEDIA_NOT_AUDIO'],
    ['empty', true, 'MEDIA_EMPTY'],
    ['Session', true, 'MEDIA_NOT_AUDIO'],
  ])
  const publish = publishReleaseHandlers(node).publishRelease
  const told: unknown[] = []
  const listening = { ...context, report: (at: unknown) => void told.push(at) }
  const prices = { price, trackPrice: price }
  await expect(publish({ paths: [folder], ...prices }, listening)).rejects.toMatchObject({
    code: 'MEDIA_NOT_AUDIO',
    message: expect.stringContaining('31 - the single.mp3') as string,
  })
  await rm(join(folder, '31 - the single.mp3'))
  const surround = await media.convert(media.at('piece.wav'), '-ac 6', 'surround.wav')
  await writeFile(join(folder, '1 Wide.wav'), await readFile(surround))
  await publish({ paths: [folder], ...prices }, listening)
  expect(told).toContainEqual(
    expect.objectContaining({
      notice: 'warning',
      file: join(folder, '1 Wide.wav'),
      message: expect.stringContaining('6 channels') as string,
    }),
  )
  expect(told).toContainEqual(
    expect.objectContaining({ notice: 'leftOut', file: join(folder, 'Session.als') }),
  )
  await rm(folder, { recursive: true })
})

test('a folder is published by the disc and number of its tags, and by name where there are none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'busker-discs-'))
  const tagged = async (name: string, disc: number, track: number) => {
    const tags = `-c:a flac -metadata album=Two -metadata disc=${disc} -metadata track=${track}`
    const made = await media.convert(media.at('piece.wav'), tags, 'tagged.flac')
    await writeFile(join(folder, name), await readFile(made))
  }
  await tagged('1.flac', 2, 1)
  await tagged('2.flac', 1, 2)
  await tagged('4.flac', 1, 1)
  await writeFile(join(folder, '3.wav'), await readFile(media.at('piece.wav')))
  const inOrder = ['3', '4', '2', '1']
  const found = await node.handlers.inspect({ paths: [folder] }, context)
  expect(found.map(({ title }) => title)).toEqual(inOrder)
  const prices = { price, trackPrice: price }
  const words = { composer: 'Tilda Brandt', copyright: '℗ 2026' }
  const work = await publishReleaseHandlers(node).publishRelease(
    { paths: [folder], ...prices, ...words },
    context,
  )
  const release = node.catalogue.manifest(work.manifest)
  expect(release?.body.credits.copyright).toBe('℗ 2026')
  const ids = release?.kind === 'release' ? release.body.tracks.map(({ id }) => id) : []
  expect(ids.map((id) => node.catalogue.work('track', id)?.title)).toEqual(inOrder)
  const [first] = ids.flatMap((id) => node.catalogue.work('track', id)?.manifest ?? [])
  expect(first && node.catalogue.manifest(first)?.body.credits).toMatchObject(words)
  await rm(folder, { recursive: true })
})

test('a picture that cannot be read stops the upload before anything is encoded', async () => {
  await node.handlers.upload({ tracks: [draft('2 Rain.flac', { artwork: file('notes.txt') })] }, context)
  const [failed] = await until(settled)
  expect(failed).toMatchObject({
    state: 'failed',
    step: 'reading',
    problem: { code: 'MEDIA_ARTWORK_UNSUPPORTED' },
  })
})

test('a new price is another manifest of the same edition; what is withdrawn is not listed, and stays owned', async () => {
  await node.handlers.upload({ tracks: [draft('2 Rain.flac')], release: { price, edits: {} } }, context)
  const [track, release] = await until((uploads) => uploads.every(({ state }) => state === 'announced'))
  for (const { id, work } of [track, release].flatMap((one) => one ?? [])) {
    const before = node.catalogue.manifest(work?.manifest ?? ('' as never))?.body
    const again = await node.handlers.reprice({ id, price: toAmount(9n) }, context)
    const after = node.catalogue.manifest(again.manifest)?.body
    expect(again).toMatchObject({ price: 9n, label: work?.label, isOwned: true, edition: 1 })
    expect(again.manifest).not.toBe(work?.manifest)
    expect({ ...after, price: before?.price }).toEqual(before)
    await node.handlers.withdrawWork({ id }, context)
    await expect(node.handlers.reprice({ id, price }, context)).rejects.toMatchObject({
      code: 'CATALOGUE_UNKNOWN',
    })
  }
  expect(node.catalogue.worksOf(keys.identity.body.account)).toEqual([])
  expect(uploadViewOf(node, track?.id ?? ('' as never))?.work).toMatchObject({ isOwned: true })
})
