import { CID } from 'multiformats/cid'
import { expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { durationTogether } from './releaseDuration.ts'
import { CatalogueHarness, strangersPeer } from './testing/catalogueHarness.ts'
import {
  createPublisher,
  releaseFixture,
  signRelease,
  signTrack,
  trackFixture,
} from './testing/manifestFixtures.ts'

test('one edition of a release may be put in another order, and holds the same tracks in each', async () => {
  const { catalogue } = new CatalogueHarness()
  const artist = await createPublisher(strangersPeer)
  const bodies = ['One', 'Two', 'Three'].map((title) => trackFixture(artist, title))
  const tracks = await Promise.all(bodies.map((body) => signTrack(artist, body)))
  await catalogue.publish(artist, { name: 'T', tracks })
  const links = bodies.map(({ id, edition, commitment }) => {
    const manifest = CID.parse(catalogue.work('track', id)?.manifest ?? '')
    return { id, edition, commitment, manifest }
  })
  const [one, two, three] = links
  if (one === undefined || two === undefined || three === undefined) throw new Error('Three were published.')
  const release = releaseFixture(artist, 'All', [one, two])
  const publish = async (order: typeof links) =>
    catalogue.publish(artist, { releases: [await signRelease(artist, { ...release, tracks: order })] })
  const held = () => {
    const manifest = catalogue.manifest(catalogue.work('release', release.id)?.manifest ?? ('' as never))
    return manifest?.kind === 'release' ? manifest.body.tracks.map(({ id }) => id) : []
  }

  await publish([one, two])
  await publish([two, one])
  expect(held()).toEqual([two.id, one.id])
  for (const other of [[one], [one, three], [one, two, three]]) {
    await expect(publish(other)).rejects.toMatchObject({ code: 'CATALOGUE_INCONSISTENT' })
  }
  expect(held()).toEqual([two.id, one.id])
})

test('a release is as long as its tracks together, of the editions that it holds, where all of them are known', async () => {
  const { catalogue } = new CatalogueHarness()
  const artist = await createPublisher(strangersPeer)
  const bodies = [183_000, 60_500].map((durationMs, at) =>
    trackFixture(artist, `Track ${at}`, { durationMs }),
  )
  await catalogue.publish(artist, {
    name: 'T',
    tracks: await Promise.all(bodies.map((body) => signTrack(artist, body))),
  })
  const manifest = cidOf(new Uint8Array([1]), 'raw')
  const held = bodies.map(({ id, edition, commitment }) => ({ id, edition, commitment, manifest }))
  expect(catalogue.releaseDuration(held)).toBe(243_500)
  expect(catalogue.releaseDuration(held.map((track) => ({ ...track, edition: 2 })))).toBeNull()
  const { id } = trackFixture(artist, 'Elsewhere')
  expect(catalogue.releaseDuration([...held.slice(1), { ...held[0], id } as never])).toBeNull()
})

test('tracks that say to last for ever make no length that lists can’t carry', () => {
  expect(durationTogether([Number.MAX_SAFE_INTEGER, 1])).toBeNull()
  expect(durationTogether([])).toBeNull()
})
