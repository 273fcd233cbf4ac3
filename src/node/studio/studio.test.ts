import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CID } from 'multiformats/cid'
import { create } from 'multiformats/hashes/digest'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { Blocks } from '../../ipfs/peer.ts'
import { findFfmpeg } from '../../process/tools.ts'
import type { SignedTrackManifest } from '../../protocol/manifest.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createAccess } from '../access/createAccess.ts'
import { ownedKey } from '../access/ownedKey.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { SegmentSeal } from '../sealing/segmentSeal.ts'
import { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { OwnWorks } from './ownWorks.ts'
import { type PublishOptions, Studio } from './studio.ts'
import type { StudioOptions } from './studioOptions.ts'

const artworkCleaner = new ArtworkCleaner({})
afterAll(() => artworkCleaner.stop())

let folder: string
let file: string
let store: Store
let keys: Keys
let blocks: Map<string, Uint8Array>
let announced: SignedTrackManifest[]
const draft = () => ({ file, price: toAmount(5n), edits: { title: 'A song', artistName: 'Somebody' } })
const patient: PublishOptions = { signal: new AbortController().signal, onStep: () => undefined }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'busker-studio-'))
  file = join(folder, 'piece.wav')
  store = openStore(':memory:')
  keys = await deriveKeys(newWords(), 1)
  blocks = new Map()
  announced = []
  await synthesiseWav(file, { seconds: 6, seed: 3 })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

const emptyCatalogue = {
  work: () => undefined,
  worksOf: () => [],
  manifest: () => undefined,
  lastEdition: () => 0,
}

async function openStudio(change: Partial<StudioOptions> = {}): Promise<Studio> {
  const peer = {
    call: () => Promise.reject(new Error('nobody')),
    connect: () => Promise.reject(new Error('nobody')),
  }
  const made = new Studio({
    store,
    keys,
    blocks: memoryBlocks(),
    access: createAccess({ store, keys, peer }),
    artworkCleaner,
    clock: { now: Date.now, isKnown: true, onChange: () => () => undefined },
    announce: async ({ tracks = [] }) => void announced.push(...tracks),
    profileName: () => undefined,
    ownWorks: new OwnWorks(emptyCatalogue, keys.identity.body.account),
    countWorks: () => announced.length,
    onChange: () => undefined,
    ffmpeg: await findFfmpeg(),
    chain: { chainId: 31337, tokenNetwork: toAddress(`0x${'22'.repeat(20)}`) },
    onFailure: (error) => {
      throw error
    },
    ...change,
  })
  await made.start()
  return made
}

test('a published track is sealed: its maker has the key, and its blocks open with nothing else', async () => {
  const steps = new Set<string>()
  const made = await openStudio()
  const { body } = await made.publish(draft(), { ...patient, onStep: (step) => steps.add(step) })
  expect([...steps]).toEqual(['reading', 'encoding', 'sealing', 'publishing', 'announced'])
  expect(announced).toHaveLength(1)
  expect(body.renditions.map(({ name }) => name)).toEqual(['aac', 'aac-small', 'flac'])
  const access = createAccess({ store, keys, peer: { call: never, connect: never } })
  const key = ownedKey(access, body)
  if (key === undefined) throw new Error('The artist has the key.')
  for (const rendition of body.renditions) {
    const seal = new SegmentSeal(key, { track: body.id, rendition: rendition.name, salt: rendition.salt })
    for (const [index, { cid, size }] of rendition.segments.entries()) {
      const sealed = blocks.get(cid.toString()) ?? new Uint8Array()
      expect(sealed.byteLength).toBe(size)
      expect(seal.open(index, sealed).byteLength).toBe(size - 16)
    }
  }
})

test('what is not audio is refused with the reason, and leaves nothing behind', async () => {
  writeFileSync(file, 'This is a letter, not a song. '.repeat(100))
  await expect((await openStudio()).publish(draft(), patient)).rejects.toMatchObject({
    code: 'MEDIA_NOT_AUDIO',
  })
  expect(left()).toEqual({ uploads: 0, blocks: 0, announced: 0 })
})

test('a cancelled upload leaves nothing behind', async () => {
  const controller = new AbortController()
  const stored = { onBlock: () => controller.abort() }
  const made = await openStudio({ blocks: memoryBlocks(stored.onBlock) })
  await expect(made.publish(draft(), { ...patient, signal: controller.signal })).rejects.toMatchObject({
    code: 'MEDIA_CANCELLED',
  })
  expect(left()).toEqual({ uploads: 0, blocks: 0, announced: 0 })
})

test('an upload interrupted while it was announced is announced after the restart, and not encoded again', async () => {
  const broken = await openStudio({ announce: () => Promise.reject(new Error('the power went')) })
  await expect(broken.publish(draft(), patient)).rejects.toThrow('the power went')
  await broken.stop()
  rmSync(file)
  const again = Promise.withResolvers<SignedTrackManifest>()
  await openStudio({ announce: async ({ tracks: [track] = [] }) => track && again.resolve(track) })
  expect((await again.promise).body.credits.title).toBe('A song')
})

test('an upload interrupted while it was encoded starts anew, with another key and no block of the first', async () => {
  let first: string | undefined
  const stopped = Promise.withResolvers<void>()
  const dying = await openStudio({
    blocks: memoryBlocks((cid) => {
      first ??= cid
      stopped.resolve()
    }),
  })
  const lost = dying.publish(draft(), patient).catch((error: unknown) => error)
  await stopped.promise
  await dying.stop()
  expect(await lost).toMatchObject({ code: 'MEDIA_CANCELLED' })
  const again = Promise.withResolvers<SignedTrackManifest>()
  await openStudio({ announce: async ({ tracks: [track] = [] }) => track && again.resolve(track) })
  await again.promise
  expect(blocks.has(first ?? '')).toBe(false)
})

function left() {
  const uploads = store.prepare('SELECT count(*) FROM uploads').pluck().get()
  return { uploads, blocks: blocks.size, announced: announced.length }
}

function memoryBlocks(onBlock: (cid: string) => void = () => undefined): Blocks {
  return {
    async put(bytes, codec) {
      const hash = create(0x12, createHash('sha256').update(bytes).digest())
      const cid = CID.createV1(codec === 'raw' ? 0x55 : 0x71, hash)
      blocks.set(cid.toString(), Uint8Array.from(bytes))
      onBlock(cid.toString())
      return cid
    },
    delete: async (cid) => void blocks.delete(cid.toString()),
    has: async (cid) => blocks.has(cid.toString()),
    flush: async () => undefined,
    get: never,
    getMany: never,
  }
}

function never(): never {
  throw new Error('not asked here')
}

test('a release is not made without the key of each of its tracks', async () => {
  const failed = Promise.withResolvers<void>()
  const made: Studio = await openStudio({
    announce: async () => expect.unreachable(),
    onChange: (id) => {
      if (made.uploads.get(id)?.manifest) store.prepare('DELETE FROM content_keys WHERE work = ?').run(id)
      if (made.releases.get(id)?.state === 'failed') failed.resolve()
    },
  })
  const { release } = made.add({
    tracks: [draft()],
    release: { price: toAmount(9n), edits: { title: 'All' } },
  })
  await failed.promise
  expect(release && made.releases.get(release)).toMatchObject({
    state: 'failed',
    code: 'UPLOAD_KEY_MISSING',
    message: expect.stringContaining('The key of “A song” is not on this machine.') as string,
  })
})

test('what is still being uploaded is cancelled before it is taken off the list', async () => {
  const reached = Promise.withResolvers<void>()
  const announced = Promise.withResolvers<void>()
  const made = await openStudio({
    announce: () => {
      reached.resolve()
      return announced.promise
    },
  })
  const { uploads, release } = made.add({
    tracks: [draft()],
    release: { price: toAmount(9n), edits: { title: 'All' } },
  })
  const [track] = uploads
  if (track === undefined || release === null) throw new Error('One track and one release were added.')
  await reached.promise
  await expect(made.dismiss(track)).rejects.toMatchObject({ code: 'UPLOAD_UNFINISHED' })
  await expect(made.dismiss(release)).rejects.toMatchObject({ code: 'UPLOAD_UNFINISHED' })
  expect([made.uploads.get(track)?.state, made.releases.get(release)?.state]).toEqual([
    'publishing',
    'publishing',
  ])
  const cancelled = made.cancel(release)
  announced.resolve()
  await expect(cancelled).rejects.toMatchObject({ code: 'UPLOAD_FINISHED' })
})

test('a release that a crash interrupted is announced after it, with its tracks, and nothing is encoded again', async () => {
  const reached = Promise.withResolvers<void>()
  const dying = await openStudio({
    announce: () => {
      reached.resolve()
      return new Promise(() => undefined)
    },
  })
  dying.add({ tracks: [draft(), draft()], release: { price: toAmount(9n), edits: { title: 'All' } } })
  await reached.promise
  rmSync(file)
  const again = Promise.withResolvers<string[]>()
  const later = await openStudio({
    announce: async ({ tracks = [], releases = [] }) =>
      again.resolve([...tracks, ...releases].map(({ body }) => body.credits.title)),
  })
  expect(await again.promise).toEqual(['A song', 'A song', 'All'])
  await later.stop()
  expect(later.uploads.list().map(({ state }) => state)).toEqual(['announced', 'announced'])
})

test('what an older version put on sale before its release is not put on sale again with it', async () => {
  const failed = Promise.withResolvers<void>()
  const first = await openStudio({
    announce: () => {
      failed.resolve()
      return Promise.reject(new Error('the power went'))
    },
    onFailure: () => undefined,
  })
  const { uploads } = first.add({
    tracks: [draft(), draft()],
    release: { price: toAmount(9n), edits: { title: 'All' } },
  })
  await failed.promise
  await first.stop()
  store.prepare("UPDATE uploads SET state = 'announced' WHERE id = ?").run(uploads[0])
  store.prepare("UPDATE upload_releases SET state = 'waiting'").run()
  const again = Promise.withResolvers<number[]>()
  const later = await openStudio({
    announce: async ({ tracks = [], releases = [] }) =>
      again.resolve([tracks.length, releases[0]?.body.tracks.length ?? 0]),
  })
  expect(await again.promise).toEqual([1, 2])
  await later.stop()
})

test('an upload that was removed is unknown to whoever asks for it afterwards', async () => {
  writeFileSync(file, 'This is a letter, not a song. '.repeat(100))
  const failed = Promise.withResolvers<void>()
  const made: Studio = await openStudio({
    onChange: (id) => {
      if (made.uploads.get(id)?.state === 'failed') failed.resolve()
    },
  })
  const [track] = made.add({ tracks: [draft()] }).uploads
  if (track === undefined) throw new Error('One track was added.')
  await failed.promise
  await made.dismiss(track)
  for (const act of [() => made.cancel(track), async () => made.resume(track), () => made.dismiss(track)]) {
    await expect(act()).rejects.toMatchObject({ code: 'UPLOAD_UNKNOWN' })
  }
})
