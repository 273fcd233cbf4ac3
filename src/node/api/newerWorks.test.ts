import { expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import type { CidText, PeerIdText } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { laterRecord, wireOf } from '../catalogue/testing/laterRecord.ts'
import { createPublisher, trackFixture } from '../catalogue/testing/manifestFixtures.ts'
import { verifyManifest } from '../catalogue/verifyManifest.ts'
import { OwnWorks } from '../studio/ownWorks.ts'

test('a work of one’s own that says more than is read here is not taken to be written anew', async () => {
  const artist = await createPublisher(`12D3KooW${'1'.repeat(44)}` as PeerIdText)
  const known = trackFixture(artist, 'Tide')
  const written = wireOf(known)
  const kept = async (body: object) => {
    const bytes = await laterRecord('track', body, artist)
    return verifyManifest(bytes, 'track', cidOf(bytes, 'dag-cbor').toString() as CidText)
  }
  const whole = await kept(written)
  const newer = await kept({ ...written, credits: { ...written.credits, hall: 'Church' } })
  const manifests = new Map([whole, newer].map((each) => [each.cid, each]))
  const catalogue = { manifest: (cid: CidText) => manifests.get(cid) } as CatalogueService
  const own = new OwnWorks(catalogue, artist.identity.body.account)
  expect(own.manifest(whole.cid).body).toEqual(known)
  expect(newer.body).toEqual(known)
  expect(() => own.manifest(newer.cid)).toThrow(expect.objectContaining({ code: 'PROTOCOL_NEWER' }))
})
