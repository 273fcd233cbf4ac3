import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pngOf } from '../../protocol/testing/pngOf.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { cleanArtwork, readArtwork } from './cleanArtwork.ts'
import { publishedArtwork, smallArtwork } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-artwork-'))
})
afterAll(() => rm(folder, { recursive: true }))

const noise = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp(randomBytes(width * height * channels), { raw: { width, height, channels } })

async function codeOf(made: Promise<unknown>): Promise<string> {
  return made.then(
    () => 'none',
    (error: unknown) => (isBuskerError(error) ? error.code : String(error)),
  )
}

describe('artwork', () => {
  test('is scaled down, turned the right way up and rid of everything but its pixels', async () => {
    const secret = 'Taken at 52.5200 N, 13.4050 E'
    const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#c04020' } })
      .withExif({ IFD0: { Copyright: secret, Artist: 'somebody' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect(photo.includes('Exif')).toBe(true)
    const { mediaType, bytes, width, height } = await cleanArtwork(photo, publishedArtwork)
    expect({ mediaType, width, height }).toEqual({ mediaType: 'image/jpeg', width: 933, height: 1400 })
    const read = await sharp(bytes).metadata()
    expect([read.exif, read.icc, read.xmp, read.orientation, read.comments]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(Buffer.from(bytes).includes(secret)).toBe(false)
  })

  test('stays as large as it is where that is little, and transparent where it was', async () => {
    const half = await noise(300, 200, 4).png().toBuffer()
    const opaque = await noise(300, 200).ensureAlpha().png().toBuffer()
    expect(await cleanArtwork(half, publishedArtwork)).toMatchObject({
      mediaType: 'image/webp',
      width: 300,
      height: 200,
    })
    expect((await cleanArtwork(opaque, publishedArtwork)).mediaType).toBe('image/jpeg')
    expect(await cleanArtwork(half, smallArtwork)).toMatchObject({ width: 256, height: 171 })
  })

  test.each([publishedArtwork, smallArtwork])('keeps within its bytes, noise too: %o', async (bounds) => {
    for (const channels of [3, 4] as const) {
      const made = await cleanArtwork(await noise(2000, 2000, channels).png().toBuffer(), bounds)
      expect(made.bytes.byteLength).toBeLessThanOrEqual(bounds.bytes)
      expect(Math.max(made.width, made.height)).toBe(bounds.side)
    }
  })

  test('refuses what unpacks to more than it seems, without unpacking it', async () => {
    const began = process.memoryUsage().rss
    const bomb = pngOf(60_000, 60_000, deflateSync(Buffer.alloc(4 * 1024 * 1024)))
    expect(bomb.byteLength).toBeLessThan(10_000)
    expect(await codeOf(cleanArtwork(bomb, publishedArtwork))).toBe('MEDIA_ARTWORK_TOO_LARGE')
    expect(process.memoryUsage().rss - began).toBeLessThan(200 * 2 ** 20)
    expect(await codeOf(cleanArtwork(Buffer.alloc(21 * 1024 * 1024), publishedArtwork))).toBe(
      'MEDIA_ARTWORK_TOO_LARGE',
    )
  })

  test('refuses what is no picture of the three kinds, whatever it is called', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    const gif = await noise(8, 8).gif().toBuffer()
    await writeFile(join(folder, 'vector.jpg'), svg)
    await writeFile(join(folder, 'moving.png'), gif)
    for (const name of ['vector.jpg', 'moving.png', '']) {
      const made = readArtwork(join(folder, name), publishedArtwork)
      expect(await codeOf(made)).toMatch(/^MEDIA_ARTWORK_(UNSUPPORTED|UNREADABLE)$/)
    }
    expect(await codeOf(readArtwork(join(folder, 'nowhere.png'), publishedArtwork))).toBe(
      'MEDIA_ARTWORK_UNREADABLE',
    )
  })

  test('refuses a picture that ends early, and meets damage with a picture or a code', async () => {
    const pictures = [
      await noise(64, 64).jpeg().toBuffer(),
      await noise(64, 64).png().toBuffer(),
      await noise(64, 64).webp().toBuffer(),
    ]
    for (const picture of pictures) {
      const half = picture.subarray(0, picture.length >> 1)
      expect(await codeOf(cleanArtwork(half, publishedArtwork))).toBe('MEDIA_ARTWORK_DAMAGED')
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pictures),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 6 }),
        async (picture, where, bytes) => {
          const changed = Buffer.from(picture)
          changed.set(bytes, where % (changed.length - bytes.length))
          expect(await codeOf(cleanArtwork(changed, smallArtwork))).toMatch(/^(none|MEDIA_ARTWORK_[A-Z_]+)$/)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('a square of a picture', () => {
  /** Red, green, blue and white beside each other, each 100 px wide and high, as a camera that was turned saves them. */
  const upright = ['#ff0000', '#00ff00', '#0000ff', '#ffffff']
  const stripes = async (orientation: 1 | 6) => {
    const parts = upright.map(async (background, index) => ({
      input: await sharp({ create: { width: 100, height: 100, channels: 3, background } })
        .png()
        .toBuffer(),
      left: index * 100,
      top: 0,
    }))
    const made = sharp({ create: { width: 400, height: 100, channels: 3, background: '#000' } })
    const row = await made
      .composite(await Promise.all(parts))
      .png()
      .toBuffer()
    // Turned by the viewer a quarter to the right, so saved a quarter to the left.
    const saved = orientation === 6 ? await sharp(row).rotate(-90).png().toBuffer() : row
    return sharp(saved).withMetadata({ orientation }).jpeg({ quality: 100 }).toBuffer()
  }
  const middleOf = async ({ bytes, width }: { readonly bytes: Uint8Array; readonly width: number }) => {
    const at = Math.floor(width / 2)
    const { data } = await sharp(bytes)
      .extract({ left: at, top: at, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return [...data].map((value) => Math.round(value / 255))
  }

  test.each([1, 6] as const)(
    'is taken where it was chosen, of the picture as it is seen (%i)',
    async (how) => {
      const photo = await stripes(how)
      const colours = []
      for (const left of [0, 1 / 3, 2 / 3]) {
        const made = await cleanArtwork(photo, publishedArtwork, { left, top: 0.5, side: 1 })
        expect([made.width, made.height]).toEqual([100, 100])
        colours.push(await middleOf(made))
      }
      expect(colours).toEqual([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ])
      const half = await cleanArtwork(photo, publishedArtwork, { left: 1, top: 1, side: 0.5 })
      expect([half.width, half.height, await middleOf(half)]).toEqual([50, 50, [1, 1, 1]])
    },
  )
})
