import { afterEach, beforeEach, expect, test } from 'vitest'
import { address } from '../../shared/ids.ts'
import { listenerCatalogueLimits } from './catalogueLimits.ts'
import { SeenArtists } from './seenArtists.ts'
import { CatalogueHarness, offer, strangersPeer, type Offer } from './testing/catalogueHarness.ts'
import { openStore, type Store } from '../store/openStore.ts'

const self = address.parse(`0x${'ee'.repeat(20)}`)

let store: Store
let seen: SeenArtists
let harness: CatalogueHarness

function open(limits: Partial<typeof listenerCatalogueLimits> = {}) {
  store = openStore(':memory:')
  seen = new SeenArtists(store, self)
  harness = new CatalogueHarness({ ...listenerCatalogueLimits, ...limits }, store, self)
  return harness.catalogue.start()
}

beforeEach(() => open())
afterEach(() => harness.stop())

const accountOf = ({ artist }: Offer) => artist.identity.body.account
const follow = (made: Offer) =>
  store.prepare('INSERT INTO followed_artists (artist, since) VALUES (?, 1)').run(accountOf(made))
const keptArtists = () => store.prepare('SELECT artist FROM catalogue_sizes').pluck().all()

/** Resolves when the catalogue was read. */
async function receive(made: Offer): Promise<void> {
  const accepted = Promise.withResolvers<void>()
  const unsubscribe = harness.catalogue.onChange((artist) => {
    if (artist === accountOf(made)) accepted.resolve()
  })
  expect(await harness.catalogue.receive(made.head, strangersPeer)).toBeUndefined()
  await accepted.promise
  unsubscribe()
}

test('a head of an artist whom nobody wants is not read, and nobody did wrong', async () => {
  const made = await offer(harness.blocks)
  expect(await harness.catalogue.receive(made.head, strangersPeer)).toBe('unwanted')
  expect(harness.blocks.asked).toEqual([])
  expect(harness.count('heads')).toBe(0)
  expect(harness.catalogue.rejections()).toEqual({})
})

test.each<[string, (made: Offer) => void]>([
  ['somebody looked at', (made) => seen.look(accountOf(made), 1)],
  ['one follows', follow],
])('what an artist publishes whom %s is read', async (_, want) => {
  const made = await offer(harness.blocks)
  want(made)
  await receive(made)
  expect(harness.catalogue.worksOf(accountOf(made))).toHaveLength(1)
})

test('an artist whose works were only found is not wanted', async () => {
  const made = await offer(harness.blocks)
  seen.note([accountOf(made)], 5)
  expect(seen.isWanted(accountOf(made))).toBe(false)
  expect(seen.list().map(({ artist }) => artist)).toEqual([self])
})

test('hubs are asked after whom one wants, and oneself, from the heads that were read', async () => {
  const made = await offer(harness.blocks, { number: 7 })
  follow(made)
  expect(seen.list()).toContainEqual({ artist: accountOf(made), number: 0 })
  await receive(made)
  expect(seen.list()).toContainEqual({ artist: accountOf(made), number: 7 })
  expect(seen.list()).toContainEqual({ artist: self, number: 0 })
  for (const { artist } of seen.list()) expect(seen.isWanted(artist)).toBe(true)
})

test('who was seen longest ago is forgotten first, and whom one follows never', async () => {
  await harness.stop()
  const waveform = new Uint8Array(8000)
  await open({ totalBytes: 22_000, unseenMs: Number.POSITIVE_INFINITY })
  const offers: Offer[] = []
  for (let at = 0; at < 4; at += 1) offers.push(await offer(harness.blocks, { tracks: [{ waveform }] }))
  const [followed, first, second, third] = offers
  if (!followed || !first || !second || !third) throw new Error('There are four.')
  follow(followed)
  seen.look(accountOf(first), 100)
  seen.look(accountOf(second), 50)
  seen.look(accountOf(third), 200)
  const forgotten = Promise.withResolvers<void>()
  harness.catalogue.onChange((artist) => {
    if (artist === accountOf(second) && harness.catalogue.head(artist) === undefined) forgotten.resolve()
  })
  for (const made of offers) await receive(made)
  await forgotten.promise
  expect(new Set(keptArtists())).toEqual(new Set([followed, first, third].map(accountOf)))
  expect(seen.isWanted(accountOf(second))).toBe(false)
})

test('whom nobody has seen for long is forgotten although there is room', async () => {
  await harness.stop()
  await open({ unseenMs: 1000 })
  const made = await offer(harness.blocks)
  seen.look(accountOf(made), harness.now)
  await receive(made)
  harness.now += 5000
  const forgotten = Promise.withResolvers<void>()
  harness.catalogue.onChange(() => forgotten.resolve())
  harness.catalogue.makeRoom()
  await forgotten.promise
  expect(keptArtists()).toEqual([])
  expect(harness.count('works')).toBe(0)
})

test('of those looked at, the 300 looked at last are wanted', () => {
  const artists = Array.from({ length: 301 }, (_, n) => address.parse(`0x${String(n).padStart(40, '0')}`))
  for (const [now, artist] of artists.entries()) seen.look(artist, now)
  expect(artists.filter((artist) => !seen.isWanted(artist))).toEqual(artists.slice(0, 1))
  expect(new Set(seen.list().map(({ artist }) => artist))).toEqual(new Set([...artists.slice(1), self]))
  expect(seen.isWanted(self)).toBe(true)
})

test('what an older Busker kept of everybody goes, and what one owns of them stays', async () => {
  const [unknown, bought] = [await offer(harness.blocks), await offer(harness.blocks)]
  for (const made of [unknown, bought]) {
    seen.look(accountOf(made), harness.now)
    await receive(made)
  }
  store.exec('DELETE FROM seen_artists')
  follow(bought)
  const forgotten = Promise.withResolvers<void>()
  harness.catalogue.onChange(() => forgotten.resolve())
  harness.catalogue.makeRoom()
  await forgotten.promise
  expect(keptArtists()).toEqual([accountOf(bought)])
})

test('an artist is wanted as long as a work of theirs is in a playlist', async () => {
  const made = await offer(harness.blocks)
  seen.look(accountOf(made), 1)
  await receive(made)
  const [work] = harness.catalogue.worksOf(accountOf(made))
  store.exec(
    "UPDATE seen_artists SET looked_at = NULL; INSERT INTO playlists (id, name, created_at) VALUES ('p', 'Wishes', 1)",
  )
  expect(seen.isWanted(accountOf(made))).toBe(false)
  store.prepare("INSERT INTO playlist_tracks VALUES ('p', 0, ?)").run(`track/${work?.id ?? ''}/1`)
  expect(seen.isWanted(accountOf(made))).toBe(true)
})
