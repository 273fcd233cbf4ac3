import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pngOf } from '../../protocol/testing/pngOf.ts'
import type { CidText } from '../../shared/ids.ts'
import { cleanArtwork } from '../artwork/cleanArtwork.ts'
import { CoverCache } from './coverCache.ts'
import { coverCid } from './coverCid.ts'
import { LocalCovers } from './localCovers.ts'

let folder: string
const open: LocalCovers[] = []
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'busker-covers-'))))
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()))
  await rm(folder, { recursive: true })
})

/** Files of which each holds what is given, whether it is a picture or not. */
function setUp(pictures: Readonly<Record<string, Uint8Array>>, maxBytes?: number) {
  const found = new Map(Object.entries(pictures).map(([file, bytes]) => [file, coverCid(bytes)]))
  const cover = vi.fn<(root: string, file: string) => Promise<Uint8Array | undefined>>(
    async (_root, file) => pictures[file],
  )
  const stop = vi.fn<() => Promise<void>>(async () => undefined)
  const cache = new CoverCache(join(folder, 'covers'), maxBytes)
  const covers = new LocalCovers({
    files: {
      filesWithCover: (cid) =>
        [...found].flatMap(([file, one]) => (one === cid ? [{ root: '/m', file }] : [])),
      covers: () => new Set(found.values()),
    },
    reader: { cover, stop },
    cleaner: {
      clean: async (source, bounds) => {
        if (!('bytes' in source)) throw new Error('No file is named.')
        return cleanArtwork(source.bytes, bounds)
      },
    },
    cache,
  })
  open.push(covers)
  const kept = () => readdir(join(folder, 'covers')).catch(() => [])
  return { covers, found, cover, kept, pictures, cidOf: (file: string) => found.get(file) as CidText }
}

test('a picture is made anew from its pixels, once, and kept for the next start', async () => {
  const secret = 'Taken at 52.5200 N'
  const photo = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#c04020' } })
    .withExif({ IFD0: { Copyright: secret } })
    .jpeg()
    .toBuffer()
  const { covers, cover, cidOf } = setUp({ 'a.flac': photo, 'b.flac': photo })
  const [first, second] = await Promise.all([covers.read(cidOf('a.flac')), covers.read(cidOf('b.flac'))])
  expect([cover.mock.calls.length, covers.has(cidOf('a.flac'))]).toEqual([1, true])
  expect(Buffer.from(second)).toEqual(Buffer.from(first))
  expect(Buffer.from(first).includes(secret)).toBe(false)
  expect(await sharp(first).metadata()).toMatchObject({ format: 'jpeg', width: 1000, height: 500 })
  const again = setUp({ 'a.flac': photo })
  expect(Buffer.from(await again.covers.read(cidOf('a.flac')))).toEqual(Buffer.from(first))
  expect(again.cover).not.toHaveBeenCalled()
})

test('a bomb, what is no picture and what has changed since are none, and tried once', async () => {
  const pictures: Record<string, Uint8Array> = {
    'bomb.mp3': pngOf(30_000, 30_000),
    'text.mp3': Buffer.from('<script>alert(1)</script>'),
    'changed.mp3': pngOf(2, 2),
  }
  const { covers, cover, cidOf, kept } = setUp(pictures)
  pictures['changed.mp3'] = pngOf(4, 4)
  for (const file of ['bomb.mp3', 'text.mp3', 'changed.mp3'])
    await expect(covers.read(cidOf(file))).rejects.toMatchObject({ code: 'PLAYBACK_NO_PICTURE' })
  await expect(covers.read(cidOf('bomb.mp3'))).rejects.toMatchObject({ code: 'PLAYBACK_NO_PICTURE' })
  expect([cover.mock.calls.length, await kept()]).toEqual([3, []])
  expect(covers.has(coverCid(Buffer.from('of nobody')))).toBe(false)
})

test('whoever does not wait any more is not served', async () => {
  const { covers, cover, cidOf } = setUp({ 'a.mp3': pngOf(2, 2) })
  await expect(covers.read(cidOf('a.mp3'), AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
  expect(cover).not.toHaveBeenCalled()
})

test('those not asked for longest go when there are too many, and all of a folder with it', async () => {
  const pictures = Object.fromEntries(['a', 'b', 'c'].map((name, index) => [name, pngOf(20 + index, 20)]))
  const first = setUp(pictures)
  const { byteLength } = await first.covers.read(first.cidOf('a'))
  const { covers, cidOf, kept, found } = setUp(pictures, byteLength * 2 + 10)
  await covers.read(cidOf('b'))
  await covers.read(cidOf('a'))
  await covers.read(cidOf('c'))
  expect(new Set(await kept())).toEqual(new Set([cidOf('a'), cidOf('c')]))
  found.delete('a')
  await covers.prune()
  expect(await kept()).toEqual([cidOf('c')])
})

test('a picture that was cut short on the disk is made again', async () => {
  const { covers, cidOf, cover } = setUp({ a: pngOf(20, 20) })
  const whole = await covers.read(cidOf('a'))
  await truncate(join(folder, 'covers', cidOf('a')), 3)
  expect(await covers.read(cidOf('a'))).toEqual(whole)
  await writeFile(join(folder, 'covers', cidOf('a')), '')
  expect(await covers.read(cidOf('a'))).toEqual(whole)
  expect(cover).toHaveBeenCalledTimes(3)
})
