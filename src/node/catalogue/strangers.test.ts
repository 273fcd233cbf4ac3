import { afterEach, expect, test } from 'vitest'
import { CID } from 'multiformats/cid'
import type { Address, CidText } from '../../shared/ids.ts'
import type { TrackManifest } from '../../protocol/manifest.ts'
import { CatalogueHarness, type Offer, offer, strangersPeer } from './testing/catalogueHarness.ts'
import { createPublisher } from './testing/manifestFixtures.ts'

let harness: CatalogueHarness
afterEach(() => harness.stop())

async function start(...limits: ConstructorParameters<typeof CatalogueHarness>): Promise<CatalogueHarness> {
  harness = new CatalogueHarness(...limits)
  await harness.catalogue.start()
  return harness
}

const accountOf = ({ artist }: Offer): Address => artist.identity.body.account
const receive = ({ head }: Offer) => harness.catalogue.receive(head, strangersPeer)

/** Resolves when what `offered` offers, no more and no less, is shown. */
function isShown({ artist, manifests }: Offer): Promise<void> {
  const account = artist.identity.body.account
  return expect
    .poll(
      () =>
        harness.catalogue.artist(account) === undefined
          ? null
          : harness.catalogue
              .worksOf(account)
              .map(({ manifest }) => manifest)
              .toSorted(),
      { timeout: 20_000, interval: 10 },
    )
    .toEqual(manifests.toSorted())
    .then(() => undefined)
}

test('artists who never deliver keep nobody else waiting', async () => {
  await start({ turnMs: 20 })
  for (let count = 0; count < 8; count += 1) {
    const slow = await offer(harness.blocks)
    harness.blocks.never.add(slow.catalogue)
    await receive(slow)
  }
  const honest = await offer(harness.blocks)
  await receive(honest)
  await isShown(honest)
  expect(harness.catalogue.worksOf(accountOf(honest))).toHaveLength(1)
})

test('a catalogue that gave way goes on where it was', async () => {
  await start({ turnMs: 20, readMs: 20 })
  const long = await offer(harness.blocks, { tracks: [{}, {}, {}] })
  const [first = '', second = ''] = long.manifests
  harness.blocks.never.add(second)
  await receive(long)
  await expect.poll(() => harness.blocks.asked.includes(second)).toBe(true)
  await expect.poll(() => harness.count("heads WHERE state = 'waiting' AND attempts > 0")).toBe(1)
  harness.blocks.never.clear()
  harness.now += 10_000
  await receive(long)
  await harness.catalogue.catchUp()
  await isShown(long)
  expect(harness.blocks.asked.filter((cid) => cid === first)).toHaveLength(1)
})

test('what is larger than an artist’s room is refused, and nothing of it stays', async () => {
  await start({ artistBytes: 1500 })
  const large = await offer(harness.blocks, { tracks: [{}, {}, {}, {}, {}] })
  await receive(large)
  await expect.poll(() => harness.catalogue.rejections().oversized).toBe(1)
  await expect.poll(() => harness.count('manifests')).toBe(0)
  await expect.poll(() => harness.blocks.here.size).toBe(0)
})

test('of a large catalogue sixteen manifests are asked for at a time', async () => {
  const { blocks } = await start()
  const getMany = blocks.getMany.bind(blocks)
  const asked: number[] = []
  blocks.getMany = (cids, options) => {
    asked.push(cids.length)
    return getMany(cids, options)
  }
  const large = await offer(blocks, { tracks: Array.from({ length: 40 }, () => ({})) })
  await receive(large)
  await isShown(large)
  expect(asked).toEqual([16, 16, 8])
})

test('a head or a catalogue that names what is here already takes none of it away', async () => {
  await start()
  const { blocks } = harness
  const segment = await blocks.put(new TextEncoder().encode('a sealed segment'), 'raw')
  const friend = await offer(blocks)
  await receive(friend)
  await isShown(friend)
  const mine = [segment.toString(), friend.catalogue, ...friend.manifests]
  const before = () => mine.filter((cid) => blocks.here.has(cid))
  for (const named of mine) {
    const refused = harness.catalogue.rejections()
    await receive(await offer(blocks, { catalogue: CID.parse(named) }))
    await expect.poll(() => harness.catalogue.rejections()).not.toEqual(refused)
  }
  const refused = harness.catalogue.rejections()
  const foreign = await offer(blocks, { manifests: [segment] })
  await receive(foreign)
  await expect.poll(() => harness.catalogue.rejections()).not.toEqual(refused)
  await expect.poll(() => blocks.here.has(foreign.catalogue)).toBe(false)
  expect(before()).toEqual(mine)
})

test('what is forgotten with an artist is what was theirs, not what their heads name', async () => {
  await start({ totalBytes: 1500, turnMs: 20, readMs: 20 })
  const { blocks } = harness
  const segment = await blocks.put(new TextEncoder().encode('a sealed segment'), 'raw')
  const first = await offer(blocks)
  await receive(first)
  await isShown(first)
  blocks.never.add(segment.toString())
  await receive(await offer(blocks, { artist: first.artist, number: 2, catalogue: segment }))
  await expect.poll(() => harness.count("heads WHERE state = 'waiting' AND attempts > 0")).toBe(1)
  const theirs = `heads WHERE artist = '${accountOf(first)}'`
  while (harness.count(theirs) > 0) {
    const other = await offer(blocks)
    await receive(other)
    await expect.poll(() => blocks.asked.includes(other.catalogue)).toBe(true)
    await expect.poll(() => harness.count("heads WHERE state = 'waiting' AND attempts = 0")).toBe(0)
  }
  await expect.poll(() => blocks.here.has(first.catalogue)).toBe(false)
  expect(blocks.here.has(segment.toString())).toBe(true)
})

test('what an artist offers no more is forgotten, but for what was bought', async () => {
  await start()
  const artist = await createPublisher(strangersPeer)
  const before = await offer(harness.blocks, { artist, tracks: [{}, {}, {}] })
  await receive(before)
  await isShown(before)
  const [bought, pinned, dead] = before.manifests as unknown as [CidText, CidText, CidText]
  const [track] = before.tracks
  harness.pinned.add(pinned)
  harness.store
    .prepare("INSERT INTO content_keys (work, edition, sealed) VALUES (?, ?, x'00')")
    .run(track?.id, track?.edition)
  const after = await offer(harness.blocks, { artist, number: 2, tracks: [{}] })
  await receive(after)
  await isShown(after)
  await expect.poll(() => harness.count('manifests')).toBe(2)
  await expect.poll(() => harness.blocks.here.has(dead)).toBe(false)
  for (const cid of [bought, pinned, ...after.manifests]) expect(harness.blocks.here.has(cid)).toBe(true)
  expect(harness.count('catalogue_sizes')).toBe(1)
})

test('catalogues beyond the room for all make way, and those one bought from stay', async () => {
  await start({ totalBytes: 8000 })
  const friend = await offer(harness.blocks)
  await receive(friend)
  await isShown(friend)
  const [track] = friend.tracks
  harness.store
    .prepare("INSERT INTO content_keys (work, edition, sealed) VALUES (?, ?, x'00')")
    .run(track?.id, track?.edition)
  for (let count = 0; count < 30; count += 1) await receive(await offer(harness.blocks))
  await expect.poll(() => harness.count("heads WHERE state = 'waiting'"), { timeout: 20_000 }).toBe(0)
  const bytes = () => harness.store.prepare('SELECT sum(length(bytes)) FROM manifests').pluck().get()
  await expect.poll(bytes).toBeLessThanOrEqual(8000)
  expect(harness.count('works')).toBe(harness.count('manifests'))
  await expect.poll(() => harness.blocks.here.size).toBe(2 * harness.count('manifests'))
  expect(harness.catalogue.worksOf(accountOf(friend))).toHaveLength(1)
})

test('more artists than there is room for make way, no more of them than it takes', async () => {
  await start({ artists: 5 })
  for (let count = 0; count < 12; count += 1) {
    const other = await offer(harness.blocks)
    await receive(other)
    await expect.poll(() => harness.count("heads WHERE state = 'waiting'")).toBe(0)
    await expect.poll(() => harness.count('catalogue_sizes')).toBeLessThanOrEqual(5)
    expect(harness.count('catalogue_sizes')).toBeGreaterThanOrEqual(Math.min(count + 1, 4))
  }
})

test('heads whose catalogue nobody has make place for others, and are given up', async () => {
  await start({ waiting: 5 })
  for (let count = 0; count < 20; count += 1) {
    const dead = await offer(harness.blocks)
    harness.blocks.elsewhere.delete(dead.catalogue)
    await receive(dead)
    await expect.poll(() => harness.count("heads WHERE state = 'waiting' AND attempts = 0")).toBe(0)
  }
  expect(harness.count('heads')).toBeLessThanOrEqual(5)
  const honest = await offer(harness.blocks)
  expect(await receive(honest)).toBeUndefined()
  await isShown(honest)
  for (let day = 0; harness.count("heads WHERE state = 'waiting'") > 0; day += 1) {
    expect(day).toBeLessThan(50)
    harness.now += 24 * 60 * 60_000
    const tried = harness.store.prepare("SELECT sum(attempts) FROM heads WHERE state = 'waiting'").pluck()
    const before = tried.get()
    await harness.catalogue.catchUp()
    await expect.poll(() => tried.get()).not.toBe(before)
  }
})

test('a work from the end of time counts from when it was first seen', async () => {
  await start()
  const artist = await createPublisher(strangersPeer)
  const first = await offer(harness.blocks, { artist, tracks: [{ createdAt: Number.MAX_SAFE_INTEGER }] })
  await receive(first)
  await isShown(first)
  const [track] = first.tracks as unknown as [TrackManifest]
  const seenAt = harness.now
  harness.now += 60 * 60_000
  const honest = await offer(harness.blocks, { tracks: [{ createdAt: harness.now - 1000 }] })
  await receive(honest)
  await isShown(honest)
  const again = await offer(harness.blocks, {
    artist,
    number: 2,
    tracks: [{ id: track.id, edition: 2, createdAt: Number.MAX_SAFE_INTEGER, durationMs: 5 }],
  })
  await receive(again)
  await isShown(again)
  const newest = harness.catalogue.newest({ limit: 10, offset: 0 })
  expect(newest.map((work) => work.artist)).toEqual([accountOf(honest), accountOf(first)])
  expect(newest[1]?.createdAt).toBe(seenAt)
})

test('many proofs against one artist are one', async () => {
  await start()
  const artist = await createPublisher(strangersPeer)
  for (let number = 1; number <= 5; number += 1) {
    for (const name of ['one', 'other']) await receive(await offer(harness.blocks, { artist, number, name }))
  }
  expect(harness.count('equivocations')).toBe(1)
})
