import { afterEach, beforeEach, expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { encode } from '../../protocol/codec.ts'
import { type ReleaseManifest, signedReleaseManifest, type TrackManifest } from '../../protocol/manifest.ts'
import type { CidText, PeerIdText } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import type { Publisher } from './publish.ts'
import { createPublisher, releaseFixture, signRelease, trackFixture } from './testing/manifestFixtures.ts'
import { WorkRecords } from './workRecords.ts'

const peer = '12D3KooWDpJ7As7BWAwRMfu1VU2WCqNjvq387JEYKDBj4kx6nXTN' as PeerIdText

let store: Store
let works: WorkRecords
let artist: Publisher
beforeEach(async () => {
  store = openStore(':memory:')
  works = new WorkRecords(store)
  artist = await createPublisher(peer)
})
afterEach(() => store.close())

const entryOf = ({ id, edition, commitment }: TrackManifest) => {
  return { id, edition, commitment, manifest: cidOf(Buffer.from(id), 'dag-cbor') }
}

async function keep(body: ReleaseManifest): Promise<ReleaseManifest> {
  const bytes = encode(signedReleaseManifest, await signRelease(artist, body))
  works.keep({ kind: 'release', cid: cidOf(bytes, 'dag-cbor').toString() as CidText, bytes, body })
  return body
}

test('a track is on each release that holds it, as its newest edition says', async () => {
  const [one, two] = [trackFixture(artist, 'One'), trackFixture(artist, 'Two')]
  const address = artist.identity.body.account
  const album = await keep(releaseFixture(artist, 'Album', [entryOf(one), entryOf(two)]))
  const loudness = { integrated: -12.3, truePeak: -0.4 }
  const newer = await keep({ ...album, edition: 2, loudness })
  const single = await keep(releaseFixture(artist, 'Single', [entryOf(one)]))
  expect(works.releasesWith(address, one.id)).toEqual([newer, single])
  expect(works.releasesWith(address, two.id)).toEqual([newer])
  expect(works.releasesWith(address, trackFixture(artist, 'Three').id)).toEqual([])
  expect(works.releasesWith((await createPublisher(peer)).identity.body.account, one.id)).toEqual([])
})

test('what only mentions a track does not hold it', async () => {
  const [one, two] = [trackFixture(artist, 'One'), trackFixture(artist, 'Two')]
  await keep(
    releaseFixture(artist, 'Album', [entryOf(one)], {
      credits: { title: 'Album', artistName: 'The Tester', description: two.id },
    }),
  )
  expect(works.releasesWith(artist.identity.body.account, two.id)).toEqual([])
})
