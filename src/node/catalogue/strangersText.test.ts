import * as dagCbor from '@ipld/dag-cbor'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { catalogue, catalogueMaxBytes } from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { manifestMaxBytes, trackManifest } from '../../protocol/manifest.ts'
import { decodeSigned, sign, type SignedKind } from '../../protocol/signed.ts'
import { strangersPeer } from './testing/catalogueHarness.ts'
import { createPublisher, trackFixture } from './testing/manifestFixtures.ts'

const hostile = 'Ana\u001b]52;c;ZXZpbA==\u0007\u202e\nBusker: enter your words'
const asLine = 'Ana]52;c;ZXZpbA== Busker: enter your words'
const asParagraph = asLine.replace(' Busker', '\nBusker')

/** Signs and sends it as somebody does whose program cleans nothing. */
async function sent(kind: SignedKind, body: object, artist: Awaited<ReturnType<typeof createPublisher>>) {
  return dagCbor.encode(await sign(kind, z.unknown(), body, artist.account))
}

test('what an artist writes of a track is cleaned where it is read, and their signature holds', async () => {
  const artist = await createPublisher(strangersPeer)
  const track = dagCbor.decode<object>(encode(trackManifest, trackFixture(artist, 'A track')))
  const credits = {
    title: hostile,
    artistName: hostile,
    releaseTitle: hostile,
    genre: hostile,
    description: hostile,
  }
  const bytes = await sent('track', { ...track, credits }, artist)
  const { body } = await decodeSigned('track', trackManifest, bytes, manifestMaxBytes)
  expect(body.credits).toEqual({
    title: asLine,
    artistName: asLine,
    releaseTitle: asLine,
    genre: asLine,
    description: asParagraph,
  })
})

test('what an artist writes of themselves is cleaned where it is read, and their signature holds', async () => {
  const artist = await createPublisher(strangersPeer)
  const empty = { v: 1 as const, artist: artist.identity, name: 'Ana', works: [] }
  const wire = dagCbor.decode<object>(encode(catalogue, empty))
  const bytes = await sent('catalogue', { ...wire, name: hostile, about: hostile }, artist)
  const { body } = await decodeSigned('catalogue', catalogue, bytes, catalogueMaxBytes)
  expect([body.name, body.about]).toEqual([asLine, asParagraph])
})
