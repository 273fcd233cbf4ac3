import * as dagCbor from '@ipld/dag-cbor'
import type { CID } from 'multiformats/cid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { head as headSchema, signedHead } from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { signedIdentity } from '../../protocol/identity.ts'
import type { TrackManifest } from '../../protocol/manifest.ts'
import { sign, type SignedKind } from '../../protocol/signed.ts'
import type { CidText } from '../../shared/ids.ts'
import type { Publisher } from './publish.ts'
import { CatalogueHarness, strangersPeer } from './testing/catalogueHarness.ts'
import { laterRecord, wireOf } from './testing/laterRecord.ts'
import { createPublisher, trackFixture } from './testing/manifestFixtures.ts'

let harness: CatalogueHarness
let artist: Publisher
beforeEach(async () => {
  harness = new CatalogueHarness()
  artist = await createPublisher(strangersPeer)
  await harness.catalogue.start()
})
afterEach(() => harness.stop())

function putBlock(bytes: Uint8Array) {
  const cid = cidOf(bytes, 'dag-cbor')
  harness.blocks.elsewhere.set(cid.toString(), bytes)
  return cid
}
const put = async (kind: SignedKind, body: object) => putBlock(await laterRecord(kind, body, artist))

const account = () => artist.identity.body.account

/** Announces works by a catalogue with `added` in it. */
async function announce(works: readonly object[], added: object, number: number) {
  const identity = z.encode(signedIdentity, artist.identity)
  const catalogue = await put('catalogue', { v: 1, artist: identity, name: 'Tilda', works, ...added })
  const head = { v: 1 as const, artist: account(), number, catalogue, previous: null, time: number }
  const signed = encode(signedHead, await sign('head', headSchema, head, artist.account))
  await harness.catalogue.receive(signed, strangersPeer)
}

const entry = ({ id, edition }: TrackManifest, manifest: CID) => ({ kind: 'track', id, edition, manifest })
const titles = () => harness.catalogue.worksOf(account()).map(({ title }) => title)
const waiting = () => harness.count("heads WHERE state = 'waiting' AND attempts > 0")

test('what a newer Busker adds to a catalogue and to a manifest is passed over, and all else is read', async () => {
  const track = trackFixture(artist, 'Tide')
  const credits = { ...wireOf(track).credits, hall: 'Church' }
  const manifest = await put('track', { ...wireOf(track), mood: ['calm'], credits })
  const added = { shows: [{ city: 'Lisbon', at: 1 }], script: 'alert(1)' }
  await announce([{ ...entry(track, manifest), since: 1 }], added, 1)
  await expect.poll(titles).toEqual(['Tide'])
  expect(Object.keys(harness.catalogue.artist(account()) ?? {})).not.toContain('script')
  expect(harness.catalogue.manifest(manifest.toString() as CidText)?.body).toEqual(track)
})

test('terms of a price that are not known are never passed over', async () => {
  const track = trackFixture(artist, 'Tide')
  const price = { ...wireOf(track).price, each: 'month' }
  await announce([entry(track, await put('track', { ...wireOf(track), price }))], {}, 1)
  await expect.poll(() => harness.catalogue.rejections()).toEqual({ malformed: 1 })
  expect(titles()).toEqual([])
})

test('what was passed over is signed too: without it the signature does not hold', async () => {
  const track = trackFixture(artist, 'Tide')
  const later = dagCbor.decode<object>(await laterRecord('track', { ...wireOf(track), mood: 'calm' }, artist))
  const manifest = putBlock(dagCbor.encode({ ...later, body: wireOf(track) }))
  await announce([entry(track, manifest)], {}, 1)
  await expect.poll(() => harness.catalogue.rejections()).toEqual({ forged: 1 })
  expect(titles()).toEqual([])
})

test('a catalogue of a later version is not refused for good: it is looked at again, by a newer Busker then', async () => {
  const track = trackFixture(artist, 'Tide')
  await announce([entry(track, await put('track', wireOf(track)))], {}, 1)
  await expect.poll(titles).toEqual(['Tide'])
  await announce([], { v: 2, works: 'in another form' }, 2)
  await expect.poll(waiting).toBe(1)
  expect(harness.catalogue.rejections()).toEqual({})
  expect(titles()).toEqual(['Tide'])
})
