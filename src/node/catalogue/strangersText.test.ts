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
    tags: ['a\u001b\u202e\nb'],
    description: hostile,
  }
  const bytes = await sent('track', { ...track, credits }, artist)
  const { body } = await decodeSigned('track', trackManifest, bytes, manifestMaxBytes)
  expect(body.credits).toEqual({
    title: asLine,
    artistName: asLine,
    releaseTitle: asLine,
    genre: asLine,
    tags: ['a b'],
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

test.each([
  ['a date that is none', { year: 2026, releaseDate: '2026-02-30' }],
  ['a date of another year', { year: 2025, releaseDate: '2026-11-29' }],
  ['a date without its year', { releaseDate: '2026-11-29' }],
  ['a bare year for a date', { year: 2026, releaseDate: '2026' }],
  ['a date with a text behind it', { year: 2026, releaseDate: '2026-11-29\u001b[2J' }],
  ['eleven tags', { tags: Array.from({ length: 11 }, (_tag, index) => `tag ${index}`) }],
  ['no tags at all', { tags: [] }],
  ['a tag of 41 characters', { tags: ['a'.repeat(41)] }],
  ['a tag of a megabyte', { tags: ['a'.repeat(900_000)] }],
  ['one tag twice', { tags: ['Lisbon', 'lisbon'] }],
  ['a tag of control characters alone', { tags: ['\u0000\u001b\u202e'] }],
  ['tags that become one when they are cleaned', { tags: ['a', 'a\u0007'] }],
  ['two tags in one', { tags: ['a, b'] }],
  ['a tag that is no text', { tags: [7] }],
  ['a type that nobody knows', { releaseType: 'album\u0000' }],
  ['a type of ten kilobytes', { releaseType: 'a'.repeat(10_000) }],
])('a manifest with %s is malformed', async (_, written) => {
  const artist = await createPublisher(strangersPeer)
  const track = dagCbor.decode<object>(encode(trackManifest, trackFixture(artist, 'A track')))
  const bytes = await sent(
    'track',
    { ...track, credits: { title: 'A', artistName: 'B', ...written } },
    artist,
  )
  await expect(decodeSigned('track', trackManifest, bytes, manifestMaxBytes)).rejects.toMatchObject({
    code: 'PROTOCOL_MALFORMED',
  })
})
