import { expect, test } from 'vitest'
import { decode, encode } from '../../protocol/codec.ts'
import { price as priceSchema, trackManifest } from '../../protocol/manifest.ts'
import { peerIdText } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createPublisher, trackFixture } from '../catalogue/testing/manifestFixtures.ts'
import type { Manifest } from '../catalogue/work.ts'
import { summariseManifest } from '../catalogue/workRow.ts'
import { toWorkView } from '../catalogue/workView.ts'
import { changePrice } from '../studio/changePrice.ts'
import { assertReduction, priceOf } from '../studio/priceOf.ts'

const artist = await createPublisher(peerIdText.parse(`12D3KooW${'1'.repeat(44)}`))
const body = trackFixture(artist, 'Rain')
const { amount: _, ...chain } = body.price
const manifest = { kind: 'track', cid: 'bafy', bytes: new Uint8Array(), body } as unknown as Manifest
const until = 1_800_000_000_000
const asked = { price: toAmount(30n), reduced: { price: toAmount(20n), until } }

test('a reduced price is signed with the price, its end too', () => {
  const price = priceOf(chain, asked)
  const read = decode(trackManifest, encode(trackManifest, { ...body, price }), 1024 * 1024)
  expect(read.price).toEqual({ ...chain, amount: 30n, reduced: { amount: 20n, until } })
})

test('what is no reduction is refused in a manifest of anybody', () => {
  const withReduced = (reduced: unknown) => priceSchema.safeParse({ ...chain, amount: '30', reduced }).success
  expect(withReduced({ amount: '29', until })).toBe(true)
  for (const amount of ['30', '31', '-1']) expect(withReduced({ amount, until })).toBe(false)
  for (const end of [undefined, null, -1, 0.5, Infinity, '2026-12-24'])
    expect(withReduced({ amount: '1', until: end })).toBe(false)
  expect(withReduced({ amount: '1', until, since: 0 })).toBe(false)
  expect(withReduced({ amount: '1', until, from: until - 1 })).toBe(true)
  for (const from of [until, until + 1, null, -1, 0.5, '2026-12-24'])
    expect(withReduced({ amount: '1', until, from })).toBe(false)
  expect(withReduced(null)).toBe(false)
})

test('a new price ends what it was reduced to, unless it says so again', async () => {
  const { tracks = [] } = await changePrice(manifest, asked, artist)
  const reduced = { ...manifest, body: { ...body, ...tracks[0]?.body } } as Manifest
  expect(reduced.body.price).toMatchObject({ reduced: { amount: 20n, until } })
  const back = await changePrice(reduced, { price: toAmount(25n) }, artist)
  expect(back.tracks?.[0]?.body.price).toEqual({ ...chain, amount: 25n })
})

test('lists say what it costs now, what it costs otherwise and until when', () => {
  const track = { ...body, price: priceOf(chain, asked) }
  const listed = summariseManifest({ ...manifest, body: track } as never)
  expect(listed.price).toEqual(track.price)
  const view = (now: number) => toWorkView(listed, { isOwn: false, isOwned: false }, now)
  expect(view(until - 1)).toMatchObject({ price: 20n, reduced: { from: 30n, until } })
  expect(view(until)).toMatchObject({ price: 30n })
  expect(view(until)).not.toHaveProperty('reduced')
})

test('one that begins later is the artist’s alone to see until then, and then costs less for everybody', () => {
  const from = until - 1_000
  const later = { ...asked, reduced: { ...asked.reduced, from } }
  const listed = summariseManifest({ ...manifest, body: { ...body, price: priceOf(chain, later) } } as never)
  expect(listed.price).toMatchObject({ reduced: { amount: 20n, from, until } })
  const view = (now: number, isOwn = false) => toWorkView(listed, { isOwn, isOwned: isOwn }, now)
  expect(view(from - 1)).toMatchObject({ price: 30n })
  expect(view(from - 1)).not.toHaveProperty('reducedLater')
  expect(view(from - 1, true)).toMatchObject({ price: 30n, reducedLater: { price: 20n, from, until } })
  for (const isOwn of [false, true]) {
    expect(view(from, isOwn)).toMatchObject({ price: 20n, reduced: { from: 30n, until } })
    expect(view(until, isOwn)).not.toHaveProperty('reducedLater')
  }
})

test('a reduction is to less than the price, until a time that is not over and not far away', () => {
  const check = (price: bigint, end: number, from?: number) => () =>
    assertReduction({ price: toAmount(30n), reduced: { price: toAmount(price), from, until: end } }, 1_000)
  const refused = (code: string) => expect.objectContaining({ code }) as Error
  expect(check(29n, 1_001)).not.toThrow()
  expect(check(0n, 1_001)).not.toThrow()
  expect(check(30n, 1_001)).toThrow(refused('PRICE_NOT_REDUCED'))
  expect(check(1n, 1_000)).toThrow(refused('PRICE_REDUCTION_END'))
  expect(check(1n, 400 * 24 * 3600_000)).toThrow(refused('PRICE_REDUCTION_END'))
  expect(check(29n, 1_002, 1_001)).not.toThrow()
  expect(check(29n, 1_002, 1_002)).toThrow(refused('PRICE_REDUCTION_BEGIN'))
})
