import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  catalogue as catalogueSchema,
  head as headSchema,
  signedCatalogue,
  signedHead,
} from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { comingMaxWorks, type ComingWork, comingWork, signedComingWork } from '../../protocol/comingWork.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import type { WorkId } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { comingMaxAheadMs, comingMaxLateMs, ComingWorks } from './comingWorks.ts'
import { HiddenArtists } from './hiddenArtists.ts'
import type { Publisher } from './publish.ts'
import { CatalogueHarness, strangersPeer } from './testing/catalogueHarness.ts'
import { createPublisher, signTrack, trackFixture } from './testing/manifestFixtures.ts'

const hourMs = 3600_000
let harness: CatalogueHarness
let coming: ComingWorks
let artist: Publisher
let other: Publisher
let number = 0

beforeEach(async () => {
  harness = new CatalogueHarness()
  coming = new ComingWorks(harness.store)
  ;[artist, other] = await Promise.all([createPublisher(strangersPeer), createPublisher(strangersPeer)])
  await harness.catalogue.start()
})
afterEach(async () => {
  await harness.catalogue.stop()
  harness.store.close()
})

const accountOf = (publisher: Publisher) => publisher.identity.body.account

function announcement(publisher: Publisher, change: Partial<ComingWork> = {}): ComingWork {
  const account = accountOf(publisher)
  return {
    v: 1,
    artist: account,
    kind: 'release',
    id: newWorkId(account),
    title: 'Weather',
    artistName: 'Tilda',
    tracks: 9,
    price: { amount: toAmount(9n), chainId: 31337, tokenNetwork: account },
    at: harness.now + hourMs,
    ...change,
  }
}

const signed = async (work: ComingWork, by: Publisher) =>
  encode(signedComingWork, await sign('coming', comingWork, work, by.account))

/** A catalogue as anybody may make it, who checks nothing. */
async function receive(publisher: Publisher, records: readonly Uint8Array[]): Promise<void> {
  const account = accountOf(publisher)
  const body = { v: 1 as const, artist: publisher.identity, name: 'Tilda', works: [], coming: [...records] }
  const made = await sign('catalogue', catalogueSchema, body, publisher.account)
  const catalogue = await harness.blocks.put(encode(signedCatalogue, made), 'dag-cbor')
  const head = { v: 1 as const, artist: account, number: ++number, catalogue, previous: null, time: 1 }
  await harness.catalogue.receive(
    encode(signedHead, await sign('head', headSchema, head, publisher.account)),
    null,
  )
  await harness.catalogue.stop()
  await harness.catalogue.start()
}
const titles = (works: readonly ComingWork[]) => works.map(({ title }) => title)

test('what an artist announces is what their newest catalogue says, and goes with it', async () => {
  const work = announcement(artist)
  await receive(artist, [await signed(work, artist)])
  expect(coming.of(accountOf(artist))).toEqual([work])
  expect(coming.get(accountOf(artist), 'release', work.id)).toEqual(work)
  await receive(artist, [])
  expect(coming.of(accountOf(artist))).toEqual([])
})

describe('a catalogue is refused whole', () => {
  test.each([
    ['that announces the work of somebody else', async () => [await signed(announcement(other), artist)]],
    [
      'with an announcement that somebody else signed',
      async () => [await signed(announcement(artist), other)],
    ],
    [
      'with one that was changed',
      async () => {
        const record = await sign('coming', comingWork, announcement(artist), artist.account)
        return [encode(signedComingWork, { ...record, body: { ...record.body, title: 'Other weather' } })]
      },
    ],
    ['with one that is none', async () => [new Uint8Array([1, 2, 3])]],
    ['with one that is very large', async () => [new Uint8Array(5000)]],
    [
      'that announces a work twice',
      async () => {
        const record = await signed(announcement(artist), artist)
        return [record, record]
      },
    ],
  ])('%s', async (_what, records) => {
    await receive(artist, await records()).catch(() => undefined)
    expect(coming.of(accountOf(artist))).toEqual([])
    expect(harness.catalogue.artist(accountOf(artist))).toBeUndefined()
  })
})

test('an artist can’t announce what is on sale, nor more than so many works', async () => {
  const { signed: track, id } = await onSale()
  const record = await signed(announcement(artist, { kind: 'track', id }), artist)
  await harness.catalogue.publish(artist, { name: 'Tilda', tracks: [track], coming: [record] })
  expect(coming.of(accountOf(artist))).toEqual([])
  const many = await Promise.all(
    Array.from({ length: comingMaxWorks + 1 }, () => signed(announcement(artist), artist)),
  )
  await expect(harness.catalogue.publish(artist, { name: 'Tilda', coming: many })).rejects.toMatchObject({
    code: 'PROTOCOL_MALFORMED',
  })
})

test('what comes out is announced no more by the same head, and what is announced beside it still is', async () => {
  const { signed: track, id } = await onSale()
  const soon = announcement(artist, { kind: 'track', id, title: 'Rain' })
  const later = announcement(artist, { title: 'Sun' })
  await harness.catalogue.publish(artist, {
    name: 'Tilda',
    coming: await Promise.all([soon, later].map((work) => signed(work, artist))),
  })
  expect(titles(coming.of(accountOf(artist)))).toHaveLength(2)
  await harness.catalogue.publish(artist, { name: 'Tilda', tracks: [track] })
  expect(titles(coming.of(accountOf(artist)))).toEqual(['Sun'])
})

test('nobody fills the list, and what is years away or long past is not on it', async () => {
  const at = (title: string, ms: number) => announcement(artist, { title, at: harness.now + ms })
  const records = [
    at('Years away', comingMaxAheadMs + hourMs),
    at('Long past', -comingMaxLateMs - hourMs),
    ...Array.from({ length: 6 }, (_, index) => at(`Soon ${index}`, (index + 1) * hourMs)),
  ]
  await receive(artist, await Promise.all(records.map((work) => signed(work, artist))))
  await receive(other, [
    await signed(announcement(other, { title: 'Theirs', at: harness.now + 100 * hourMs }), other),
  ])
  expect(titles(coming.soonest(50, harness.now))).toEqual(['Soon 0', 'Soon 1', 'Soon 2', 'Theirs'])
  expect(coming.artists(50, harness.now)).toEqual([accountOf(artist), accountOf(other)])
  new HiddenArtists(harness.store).hide({ address: accountOf(artist), name: 'Tilda' })
  expect(titles(coming.soonest(50, harness.now))).toEqual(['Theirs'])
})

test('of a label that two announce it is not said whose it is', async () => {
  const work = announcement(artist)
  await receive(artist, [await signed(work, artist)])
  expect(coming.find('release', work.id)).toEqual(work)
  await receive(other, [await signed(announcement(other, { id: work.id }), other)])
  expect(coming.find('release', work.id)).toBeUndefined()
  expect(coming.get(accountOf(artist), 'release', work.id)).toEqual(work)
})

async function onSale(): Promise<{
  readonly signed: Awaited<ReturnType<typeof signTrack>>
  readonly id: WorkId
}> {
  const track = trackFixture(artist, 'Rain')
  return { signed: await signTrack(artist, track), id: track.id }
}
