import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { label as labelSchema } from '../../shared/ids.ts'
import { findFfmpeg } from '../../process/tools.ts'
import { CatalogueHarness } from '../catalogue/testing/catalogueHarness.ts'
import { promotionHandlers } from './promotionHandlers.ts'
import { context, createPromotedArtist } from './testing/promotedArtist.ts'

let root: string
let artist: Awaited<ReturnType<typeof createPromotedArtist>>
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'busker-page-'))
  artist = await createPromotedArtist('Tidal Rooms')
})
afterAll(async () => {
  await artist.harness.stop()
  await rm(root, { recursive: true })
})

const filesOf = async (folder: string) =>
  (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')).toSorted()

test('a page of an artist has all it shows beside it, each thing once', async () => {
  const folder = join(root, 'new', 'page')
  const site = 'https://tilda.example/music'
  const written = await artist.handlers.promote({ folder, site }, context)
  expect(await filesOf(folder)).toEqual([
    'busker-page.json',
    'embed.html',
    'feed.xml',
    'index.html',
    'page.js',
    'pictures/tidal-rooms.jpeg',
    'poster-code.svg',
    'previews/tidal-rooms.m4a',
    'style.css',
  ])
  expect(written).toMatchObject({ folder, files: 8 })
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  expect(page).toContain(`href="busker://work/${artist.label}"`)
  expect(page).toContain('Buy for 9 tUSD')
  expect(await readFile(join(folder, 'feed.xml'), 'utf8')).toContain(
    'url="https://tilda.example/music/previews/tidal-rooms.m4a"',
  )
})

test('a preview is one file that begins with its index, as players on the web want it', async () => {
  const folder = join(root, 'release')
  await artist.handlers.promote({ folder, label: artist.label }, context)
  const bytes = await readFile(join(folder, 'previews', 'tidal-rooms.m4a'))
  const kinds: string[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at))
    kinds.push(bytes.toString('latin1', at + 4, at + 8))
  expect(kinds.filter((kind) => kind !== 'free')).toEqual(['ftyp', 'moov', 'mdat'])
})

test('an earlier page is replaced, and what was in it no longer is; other files are left alone', async () => {
  const folder = join(root, 'again')
  await artist.handlers.promote({ folder }, context)
  await writeFile(join(folder, 'robots.txt'), 'Mine.')
  await artist.handlers.promote({ folder, label: artist.label }, context)
  expect(await filesOf(folder)).toContain('robots.txt')
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('<title>Tidal Rooms – Tidal Rooms')
})

test('a folder with something else in it is not touched, and what can not be written says so', async () => {
  const taken = await mkdtemp(join(root, 'taken-'))
  await writeFile(join(taken, 'thesis.txt'), 'Four years.')
  await expect(artist.handlers.promote({ folder: taken }, context)).rejects.toMatchObject({
    code: 'PROMOTION_FOLDER_TAKEN',
  })
  expect(await filesOf(taken)).toEqual(['thesis.txt'])
  await expect(
    artist.handlers.promote({ folder: join(taken, 'thesis.txt', 'page') }, context),
  ).rejects.toMatchObject({ code: 'PROMOTION_UNWRITABLE' })
})

test('only what is one’s own is given away so', async () => {
  const foreign = labelSchema.parse(`track/${'1f'.repeat(16)}/1`)
  await expect(
    artist.handlers.promote({ folder: join(root, 'foreign'), label: foreign }, context),
  ).rejects.toMatchObject({ code: 'CATALOGUE_UNKNOWN' })
  const { store, catalogue, blocks } = new CatalogueHarness()
  const nobody = promotionHandlers({
    account: artist.account,
    catalogue,
    token: { symbol: 'tUSD', decimals: 18 },
    blocks,
    ffmpeg: await findFfmpeg(),
  })
  await expect(nobody.promote({ folder: join(root, 'nobody') }, context)).rejects.toMatchObject({
    code: 'PROFILE_NAME_MISSING',
  })
  store.close()
})
