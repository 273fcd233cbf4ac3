import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import type { WorkView } from '../../shared/api/node.ts'
import type { WorkChanges } from '../../shared/api/studio.ts'
import { toAmount } from '../../shared/money.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import { newWords } from '../keys/words.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { openStudioNode } from './testing/studioNode.ts'
import { releaseHandlers } from './releaseHandlers.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const network = new PeerHarness()
const artworkCleaner = new ArtworkCleaner({})
const context = { signal: new AbortController().signal, report: () => undefined }
let folder: string
let store: Store
let node: Awaited<ReturnType<typeof openStudioNode>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-edit-'))
  store = openStore(':memory:')
  const [peer, keys] = await Promise.all([network.peer(), deriveKeys(newWords(), 1)])
  node = await openStudioNode({ store, keys, peer, artworkCleaner })
  for (const [seed, name] of ['Rain', 'Sun', 'Wind'].entries())
    await synthesiseWav(join(folder, `${name}.wav`), { seconds: 3, seed })
  const tracks = ['Rain', 'Sun', 'Wind'].map((name, index) => ({
    file: join(folder, `${name}.wav`),
    price: toAmount(3n),
    edits: { artistName: 'Ines', trackNumber: index + 1 },
  }))
  const release = { price: toAmount(5n), edits: { title: 'Weather', artistName: 'Ines' } }
  await node.handlers.upload({ tracks, release }, context)
  while (works().length < 4) await once(node.events, 'upload')
})
afterAll(async () => {
  await node.studio.stop()
  await node.catalogue.stop()
  store.close()
  await network.stop()
  await Promise.all([artworkCleaner.stop(), rm(folder, { recursive: true })])
})

const works = () => node.catalogue.worksOf(node.account)
const workOf = (title: string) => {
  const work = works().find((one) => one.title === title)
  if (work === undefined) throw new Error(`“${title}” is not on sale.`)
  return work
}
const bodyOf = (work: Pick<WorkView, 'manifest'>) => {
  const body = node.catalogue.manifest(work.manifest)?.body
  if (body === undefined) throw new Error('A work on sale has a manifest.')
  return body
}
const edit = (title: string, changes: WorkChanges, price?: bigint) =>
  node.handlers.editWork(
    { id: workOf(title).id, changes, ...(price !== undefined && { price: toAmount(price) }) },
    context,
  )
/** The titles of the release's tracks, as its buyers see them. */
const trackTitles = async (release: string) => {
  const { catalogue } = node
  const asked = { label: bodyOf(workOf(release)).capsule.label }
  const tracks = await releaseHandlers({
    catalogue,
    purchases: { boughtManifest: () => undefined },
  }).releaseTracks(asked, context)
  return tracks.map(({ title }) => title)
}

test('words, picture and price of a track change, its sound and label stay, and its release shows it', async () => {
  const before = bodyOf(workOf('Rain'))
  await sharp({ create: { width: 600, height: 600, channels: 3, background: '#803020' } })
    .png()
    .toFile(join(folder, 'cover.png'))
  const changes = { title: 'Rain again', genre: 'Folk', description: 'New words.', releaseDate: '2026-11' }
  const { work, replaced } = await edit('Rain', { ...changes, artwork: join(folder, 'cover.png') }, 4n)
  const after = bodyOf(work)
  expect(work).toMatchObject({ title: 'Rain again', price: 4n, edition: 1, isOwned: true, isOwn: true })
  expect(work.artwork).not.toBeNull()
  const { credits, price, artwork } = after
  expect({ ...before, credits, price, artwork }).toEqual(after)
  expect(credits).toEqual({ ...before.credits, ...changes, year: 2026 })
  expect(await trackTitles('Weather')).toEqual(['Rain again', 'Sun', 'Wind'])

  await node.handlers.restoreWorks({ manifests: replaced }, context)
  expect(bodyOf(workOf('Rain'))).toEqual(before)
  expect(await trackTitles('Weather')).toEqual(['Rain', 'Sun', 'Wind'])
})

test('what is emptied is taken away, but for title and artist', async () => {
  await edit('Sun', { genre: 'Folk', releaseDate: '2020', description: 'Words.' })
  const { work } = await edit('Sun', {
    title: ' ',
    artistName: '',
    genre: '',
    releaseDate: '',
    description: '',
  })
  expect(bodyOf(work).credits).toEqual({
    title: 'Sun',
    artistName: 'Ines',
    releaseTitle: 'Weather',
    trackNumber: 2,
  })
})

test('a release gets another order and title, and its tracks their numbers and its title', async () => {
  const heads = vi.spyOn(node.catalogue, 'publish')
  const [rain, sun, wind] = ['Rain', 'Sun', 'Wind'].map((title) => workOf(title).id)
  if (rain === undefined || sun === undefined || wind === undefined) throw new Error('Three are on sale.')
  const { work, replaced } = await edit('Weather', { order: [wind, rain, sun], title: 'Skies' })
  expect(heads).toHaveBeenCalledTimes(1)
  expect(work.isOwned).toBe(true)
  expect(await trackTitles('Skies')).toEqual(['Wind', 'Rain', 'Sun'])
  expect(
    ['Wind', 'Rain', 'Sun'].map((title) => [workOf(title).trackNumber, workOf(title).releaseTitle]),
  ).toEqual([
    [1, 'Skies'],
    [2, 'Skies'],
    [3, 'Skies'],
  ])
  for (const order of [
    [wind, rain],
    [wind, wind, sun],
    [wind, rain, sun, workOf('Skies').id],
  ]) {
    await expect(edit('Skies', { order })).rejects.toMatchObject({ code: 'UPLOAD_ORDER_WRONG' })
  }
  await expect(edit('Rain', { order: [rain] })).rejects.toMatchObject({ code: 'UPLOAD_ORDER_WRONG' })
  await node.handlers.restoreWorks({ manifests: replaced }, context)
  expect(await trackTitles('Weather')).toEqual(['Rain', 'Sun', 'Wind'])
})

test('a preview begins where the artist says, at the latest so that it is whole', async () => {
  const before = bodyOf(workOf('Wind'))
  const { work } = await edit('Wind', { preview: { startMs: 60_000 } })
  const after = bodyOf(work)
  expect(after).toHaveProperty('preview.durationMs', 1500)
  expect(after).not.toHaveProperty('preview.cid', 'preview' in before ? before.preview?.cid : undefined)
  const { work: longer } = await edit('Wind', { preview: { startMs: 0, lengthMs: 2000 } })
  expect(bodyOf(longer)).toHaveProperty('preview.durationMs', 2000)
  const { work: whole } = await edit('Wind', { preview: 'whole' })
  expect(bodyOf(whole)).toHaveProperty('preview.durationMs', whole.durationMs)
  await expect(edit('Weather', { preview: { startMs: 0 } })).rejects.toMatchObject({
    code: 'PLAYBACK_NOT_A_TRACK',
  })
})

test('taking off sale is undone; a track that is sold on its release alone stays off the list when it changes', async () => {
  const { id, manifest } = workOf('Sun')
  await node.handlers.withdrawWork({ id }, context)
  await edit('Weather', { title: 'Skies' })
  expect(works().map(({ title }) => title)).not.toContain('Sun')
  expect(await trackTitles('Skies')).toEqual(['Rain', 'Sun', 'Wind'])
  await node.handlers.restoreWorks({ manifests: [manifest] }, context)
  expect(workOf('Sun').id).toBe(id)
  const { catalogue } = node
  const { releaseTracks: tracksOf } = releaseHandlers({
    catalogue,
    purchases: { boughtManifest: () => undefined },
  })
  await expect(tracksOf({ label: bodyOf(workOf('Sun')).capsule.label }, context)).rejects.toMatchObject({
    code: 'PLAYBACK_NOT_A_RELEASE',
  })
})

test('a new price stays when the track is edited meanwhile, or its release is', async () => {
  const reprice = (price: bigint) =>
    node.handlers.reprice({ id: workOf('Rain').id, price: toAmount(price) }, context)
  const open = node.playback.open.bind(node.playback)
  vi.spyOn(node.playback, 'open').mockImplementationOnce(async (label) => {
    await reprice(7n)
    return open(label)
  })
  await edit('Rain', { preview: { startMs: 0 } })
  expect(workOf('Rain').price.amount).toBe(7n)
  await reprice(8n)
  await edit('Skies', { title: 'Weather' })
  expect(workOf('Rain')).toMatchObject({ releaseTitle: 'Weather', price: { amount: 8n } })
})

test('another sound is a new edition, with the words of now, in its release too, and is undone byte for byte', async () => {
  const file = join(folder, 'Other.wav')
  await synthesiseWav(file, { seconds: 4, seed: 9 })
  const [track, release, other] = [workOf('Sun'), workOf('Weather'), workOf('Wind')]
  const before = bodyOf(track)
  const begun = await node.handlers.replaceSound({ id: track.id, file }, context)
  expect(begun).toMatchObject({
    isNewEdition: true,
    title: 'Sun',
    price: track.price.amount,
  })
  await expect(node.handlers.replaceSound({ id: track.id, file }, context)).rejects.toMatchObject({
    code: 'UPLOAD_UNFINISHED',
  })
  // Stopped while it is encoded, it is gone on with at the next start.
  await once(node.events, 'upload')
  await node.studio.stop()
  expect(workOf('Sun').manifest).toBe(track.manifest)
  await node.studio.start()
  await edit('Sun', { title: 'Sunrise' }, 6n)
  const edited = workOf('Sunrise').manifest
  const done = await node.handlers.followUpload({ id: track.id }, context)
  expect(done).toMatchObject({ state: 'announced', problem: null, work: { edition: 2, isOwned: true } })

  const after = bodyOf(workOf('Sunrise'))
  expect(after).toMatchObject({
    edition: 2,
    credits: { ...before.credits, title: 'Sunrise' },
    price: { amount: 6n },
    createdAt: before.createdAt,
    durationMs: 4000,
    capsule: { label: `track/${track.id}/2` },
  })
  expect('commitment' in after && 'commitment' in before && after.commitment === before.commitment).toBe(
    false,
  )
  const newRelease = bodyOf(workOf('Weather'))
  expect(newRelease).toMatchObject({ edition: 2, capsule: { label: `release/${release.id}/2` } })
  const entries = 'tracks' in newRelease ? newRelease.tracks : []
  expect(entries.map(({ id, edition }) => [id, edition])).toContainEqual([track.id, 2])
  expect(entries.map(({ id, edition }) => [id, edition])).toContainEqual([other.id, 1])
  expect(newRelease).toHaveProperty('loudness.integrated')
  expect(await trackTitles('Weather')).toContain('Sunrise')
  const sound = await node.playback.open(after.capsule.label)
  expect((await sound.read(sound.manifest.renditions[0]?.name ?? '', 0)).byteLength).toBeGreaterThan(0)
  sound.close()

  await node.handlers.restoreWorks({ manifests: [...(done.replaced ?? [])] }, context)
  expect(workOf('Sunrise')).toMatchObject({ manifest: edited, edition: 1 })
  expect(workOf('Weather').edition).toBe(1)
  expect(node.ownWorks.nextEdition('track', track.id)).toBe(3)
})

test('what can not be a new edition leaves on sale what is', async () => {
  const { id, manifest } = workOf('Wind')
  const file = join(folder, 'cover.png')
  await node.handlers.replaceSound({ id, file }, context)
  const failed = await node.handlers.followUpload({ id }, context)
  expect(failed).toMatchObject({ state: 'failed', work: null })
  expect(workOf('Wind').manifest).toBe(manifest)
  await node.handlers.dismissUpload({ id }, context)
  await expect(node.handlers.followUpload({ id }, context)).rejects.toMatchObject({ code: 'UPLOAD_UNKNOWN' })
  await expect(node.handlers.replaceSound({ id: workOf('Weather').id, file }, context)).rejects.toMatchObject(
    { code: 'PLAYBACK_NOT_A_TRACK' },
  )
  await node.handlers.withdrawWork({ id }, context)
  await expect(node.handlers.replaceSound({ id, file }, context)).rejects.toMatchObject({
    code: 'CATALOGUE_UNKNOWN',
  })
})
