import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { publishedArtwork, smallArtwork } from './contract.ts'
import { ArtworkCleaner } from './artworkCleaner.ts'

const pictures = new ArtworkCleaner({})
afterAll(() => pictures.stop())

test('pictures are read in a process of their own, which is started when one comes and again after a stop', async () => {
  const raw = { width: 500, height: 400, channels: 3 } as const
  const bytes = await sharp(randomBytes(500 * 400 * 3), { raw })
    .png()
    .toBuffer()
  const both = await Promise.all([
    pictures.clean({ bytes }, smallArtwork),
    pictures.clean({ bytes: Buffer.from(bytes) }, publishedArtwork),
  ])
  expect(both).toMatchObject([
    { mediaType: 'image/jpeg', width: 256, height: 205 },
    { mediaType: 'image/jpeg', width: 500, height: 400 },
  ])
  await pictures.stop()
  expect(await pictures.clean({ bytes }, smallArtwork)).toMatchObject({ width: 256 })
  await expect(pictures.clean({ bytes: bytes.subarray(0, 9000) }, smallArtwork)).rejects.toMatchObject({
    code: 'MEDIA_ARTWORK_DAMAGED',
  })
  await expect(pictures.clean({ file: '/nowhere.png' }, smallArtwork)).rejects.toMatchObject({
    code: 'MEDIA_ARTWORK_UNREADABLE',
  })
})

test('a reader that dies is started again, and whoever waited for it is answered', async () => {
  const raw = { width: 3000, height: 3000, channels: 3 } as const
  const bytes = await sharp(randomBytes(27_000_000), { raw }).jpeg().toBuffer()
  await pictures.clean({ bytes }, smallArtwork)
  const asked = pictures.clean({ bytes }, publishedArtwork)
  const pid = pictures.pid
  if (pid === undefined) throw new Error('The reader runs.')
  process.kill(pid, 'SIGKILL')
  expect(await asked).toMatchObject({ width: 1400 })
  expect(pictures.pid).not.toBe(pid)
})
