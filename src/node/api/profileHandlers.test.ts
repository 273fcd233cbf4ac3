import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encode } from '../../protocol/codec.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import { signedHead } from '../../protocol/catalogue.ts'
import type { ProfileChanges } from '../../shared/api/profile.ts'
import { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { findProfilePicture } from '../catalogue/artistProfile.ts'
import { CatalogueHarness, strangersPeer } from '../catalogue/testing/catalogueHarness.ts'
import { createPublisher } from '../catalogue/testing/manifestFixtures.ts'
import { ArtworkReader } from '../playback/artworkReader.ts'
import { createAnnounce } from '../studio/announce.ts'
import { profileHandlers } from './profileHandlers.ts'

const artworkCleaner = new ArtworkCleaner({})
const context = { signal: new AbortController().signal, report: () => undefined }
let folder: string
let picture: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-profile-'))
  picture = join(folder, 'me.png')
  const large = { width: 3000, height: 2500, channels: 3 as const, background: '#803020' }
  await sharp({ create: large }).png().toFile(picture)
})
afterAll(() => Promise.all([artworkCleaner.stop(), rm(folder, { recursive: true })]))

/** An artist's node, without a network. */
async function openArtist() {
  const harness = new CatalogueHarness()
  const keys = await createPublisher(strangersPeer)
  const { catalogue, store, blocks } = harness
  const { account } = keys.identity.body
  const announce = createAnnounce({ catalogue, keys, onAnnounced: () => undefined })
  const handlers = profileHandlers({ account, catalogue, artworkCleaner, blocks, announce })
  const set = (changes: ProfileChanges) => handlers.setProfile(changes, context)
  return { harness, store, blocks, catalogue, keys, account, handlers, set }
}

test('a page without a name is not published', async () => {
  const { harness, set, handlers } = await openArtist()
  await expect(set({ about: 'Nobody yet.' })).rejects.toMatchObject({ code: 'PROFILE_NAME_MISSING' })
  expect(await handlers.profile({}, context)).toBeNull()
  await harness.stop()
})

test('what an artist says of themselves is signed, reaches others, and what is left out of a change stays', async () => {
  const artist = await openArtist()
  const links = [{ title: 'Shop', url: 'https://tilda.example/' }, { url: 'busker://artist/0xabc' }]
  const words = { name: 'Tilda', about: 'Songs.', place: 'Ghent', links }
  const first = await artist.set({ ...words, picture, header: picture })
  expect(first).toMatchObject(words)
  const changed = await artist.set({ place: '', links: [], about: 'New songs.' })
  expect(changed).toEqual({ ...first, about: 'New songs.', place: null, links: [] })

  const listener = new CatalogueHarness()
  for (const [cid, bytes] of artist.blocks.here) listener.blocks.elsewhere.set(cid, bytes)
  await listener.catalogue.start()
  const read = new Promise((resolve) => listener.catalogue.onChange(resolve))
  const head = artist.catalogue.head(artist.account)
  if (head === undefined) throw new Error('It was published.')
  expect(await listener.catalogue.receive(encode(signedHead, head), null)).toBeUndefined()
  await read
  expect(listener.catalogue.artist(artist.account)).toMatchObject({ name: 'Tilda', about: 'New songs.' })

  const reader = new ArtworkReader(listener)
  for (const [shown, side] of [
    [changed.picture, 1400],
    [changed.header, 2000],
  ] as const) {
    if (shown === null) throw new Error('There are two pictures.')
    const { bytes } = await reader.read(shown)
    const { width, height } = await sharp(bytes).metadata()
    expect(Math.max(width, height)).toBe(side)
  }
  await listener.stop()
  await artist.harness.stop()
})

test('what an artist recommends stands among their links, which every version reads, and has room for eight with them', async () => {
  const { harness, set, catalogue, account } = await openArtist()
  const maren = `0x${'ab'.repeat(20)}`
  const label = `track/${'c'.repeat(32)}/2`
  const url = (end: string) => `busker://${end}`
  const shop = { url: 'https://tilda.example/' }
  const own = { title: 'Me', url: url(`artist/${account}`) }
  const first = await set({ name: 'Tilda', links: [shop, own], recommends: [maren, url(`work/${label}`)] })
  const recommends = [{ url: url(`artist/${maren}`) }, { url: url(`work/${label}`) }]
  expect(first).toMatchObject({ links: [shop, own], recommends })
  expect(catalogue.artist(account)?.links).toEqual([shop, own, ...recommends])
  expect(await set({ links: [shop] })).toMatchObject({ links: [shop], recommends })
  expect(await set({ recommends: [] })).toMatchObject({ links: [shop], recommends: [] })
  for (const nobody of [account, 'Maren', url(`work/track/${newWorkId(account)}/1`)])
    await expect(set({ recommends: [nobody] })).rejects.toMatchObject({ code: 'PROFILE_RECOMMENDATION' })
  const many = Array.from({ length: 8 }, (_, index) => `0x${String(index).repeat(40)}`)
  await expect(set({ recommends: many })).rejects.toMatchObject({ code: 'PROFILE_LINKS_FULL' })
  expect((await set({ links: [], recommends: many })).recommends).toHaveLength(8)
  await harness.stop()
})

test('a picture is taken away, and forgotten with its artist', async () => {
  const { harness, set, store, account } = await openArtist()
  const { picture: shown, header } = await set({ name: 'Tilda', picture, header: picture })
  if (shown === null || header === null) throw new Error('There are two pictures.')
  expect(findProfilePicture(store, shown)?.artist).toBe(account)
  expect((await set({ picture: null })).picture).toBeNull()
  expect(findProfilePicture(store, shown)).toBeUndefined()
  store.prepare('DELETE FROM artists WHERE address = ?').run(account)
  expect(findProfilePicture(store, header)).toBeUndefined()
  expect(harness.count('artist_profiles')).toBe(0)
  await harness.stop()
})
