import { expect, test } from 'vitest'
import { decode, encode } from '../../protocol/codec.ts'
import { price as priceSchema, priceTerms, trackManifest } from '../../protocol/manifest.ts'
import { peerIdText } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createPublisher, signTrack, trackFixture } from '../catalogue/testing/manifestFixtures.ts'
import { summariseManifest } from '../catalogue/workRow.ts'
import { toWorkView } from '../catalogue/workView.ts'
import type { Manifest } from '../catalogue/work.ts'
import { changePrice } from '../studio/changePrice.ts'
import { findSameRelease } from '../studio/findSameRelease.ts'
import { newRelease, newUpload } from '../studio/newUpload.ts'
import { priceOf } from '../studio/priceOf.ts'

const artist = await createPublisher(peerIdText.parse(`12D3KooW${'1'.repeat(44)}`))
const body = trackFixture(artist, 'Rain')
const { amount: _, ...chain } = body.price
const manifest = { kind: 'track', cid: 'bafy', bytes: new Uint8Array(), body } as unknown as Manifest

const encoded = (price: typeof body.price) => encode(trackManifest, { ...body, price })

test('a fixed price has the bytes that it always had', () => {
  const fixed = priceOf(body.price, { price: body.price.amount, orMore: false })
  expect(encoded(fixed)).toEqual(encoded(body.price))
  expect(encoded(priceOf(body.price, { price: body.price.amount }))).toEqual(encoded(body.price))
  expect(fixed).not.toHaveProperty('orMore')
})

test('a minimum is signed with the price, and has one form alone', () => {
  const minimum = priceOf(chain, { price: toAmount(3n), orMore: true })
  expect(decode(trackManifest, encoded(minimum), 1024 * 1024).price).toEqual({
    ...chain,
    amount: 3n,
    orMore: true,
  })
  expect(encoded(minimum)).not.toEqual(encoded(priceOf(chain, { price: toAmount(3n) })))
  for (const orMore of [false, null, 1, 'true'])
    expect(priceSchema.safeParse({ ...chain, amount: '3', orMore }).success).toBe(false)
})

test('a Busker that knows no minimum refuses one by code, instead of taking it for the price', () => {
  const older = trackManifest.extend({ price: priceTerms.omit({ orMore: true }) })
  const minimum = encoded(priceOf(chain, { price: toAmount(3n), orMore: true }))
  const read = () => decode(older, minimum, 1024 * 1024)
  expect(read).toThrow(expect.objectContaining({ code: 'PROTOCOL_MALFORMED' }) as Error)
  expect(decode(older, encoded(body.price), 1024 * 1024).price).toEqual(body.price)
})

test('a price becomes a minimum, and fixed again, by another manifest', async () => {
  const { tracks = [] } = await changePrice(manifest, { price: toAmount(2n), orMore: true }, artist)
  expect(tracks[0]?.body.price).toEqual({ ...chain, amount: 2n, orMore: true })
  const minimum = { ...manifest, body: { ...body, ...tracks[0]?.body } } as Manifest
  const back = await changePrice(minimum, { price: toAmount(5n) }, artist)
  expect(back.tracks?.[0]?.body.price).toEqual({ ...chain, amount: 5n })
})

test('lists say which prices are minimums', async () => {
  const track = { ...body, price: { ...body.price, orMore: true as const } }
  await signTrack(artist, track)
  const listed = summariseManifest({
    kind: 'track',
    cid: 'bafy',
    bytes: new Uint8Array(),
    body: track,
  } as never)
  expect(listed.price).toEqual({ ...body.price, orMore: true })
  const owned = { isOwn: false, isOwned: false }
  expect(toWorkView(listed, owned)).toMatchObject({ price: 5n, orMore: true })
  expect(toWorkView(summariseManifest(manifest), owned)).not.toHaveProperty('orMore')
})

test('a release that is asked for again with a minimum instead of a price is another one', () => {
  const { account } = artist.identity.body
  const tracks = [{ file: '/rain.wav', price: toAmount(3n), edits: {} }]
  const release = { price: toAmount(9n), edits: { title: 'All' } }
  const begun = newRelease(account, release)
  const uploads = tracks.map((track, index) => newUpload(account, track, index + 1, begun))
  const tables = { uploads: { ofRelease: () => uploads }, releases: { list: () => [begun] } }
  expect(findSameRelease(account, { tracks, release }, tables)).toBe(begun.id)
  const other = { tracks, release: { ...release, orMore: true } }
  expect(findSameRelease(account, other, tables)).toBeUndefined()
  const otherTracks = { tracks: tracks.map((track) => ({ ...track, orMore: true })), release }
  expect(findSameRelease(account, otherTracks, tables)).toBeUndefined()
})
