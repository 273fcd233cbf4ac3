import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readImageHeader } from './imageHeader.ts'

const noise = (width: number, height: number) =>
  sharp(randomBytes(width * height * 4), { raw: { width, height, channels: 4 } })

const files = {
  png: () => noise(37, 21).png().toBuffer(),
  'interlaced png': () => noise(37, 21).png({ progressive: true }).toBuffer(),
  jpeg: () => noise(37, 21).jpeg().toBuffer(),
  'progressive jpeg': () =>
    noise(37, 21)
      .jpeg({ progressive: true })
      .withExif({ IFD0: { Artist: 'A' } })
      .toBuffer(),
  'lossy webp': () => noise(37, 21).removeAlpha().webp().toBuffer(),
  'lossless webp': () => noise(37, 21).webp({ lossless: true }).toBuffer(),
  'extended webp': () => noise(37, 21).webp({ quality: 50 }).toBuffer(),
}

describe.each(Object.entries(files))('the header of a %s file', (kind, make) => {
  test('says what it is and its size', async () => {
    const mediaType = `image/${kind.split(' ').at(-1)}`
    expect(readImageHeader(await make())).toEqual({ mediaType, width: 37, height: 21 })
  })

  test('is read whatever is cut off or changed, and then names a size or nothing', async () => {
    const file = await make()
    const changes = fc.tuple(fc.nat(file.length), fc.nat(60), fc.nat(255))
    const sizes = fc.sample(changes, 300).map(([end, where, value]) => {
      const changed = Buffer.from(file.subarray(0, end))
      if (where < end) changed[where] = value
      return readImageHeader(changed)
    })
    expect(sizes.filter((header) => header !== null && Math.min(header.width, header.height) < 1)).toEqual([])
  })
})

test('an animated picture and one with another in it have none', async () => {
  const frames = { raw: { width: 8, height: 16, channels: 4, pageHeight: 8 } } as const
  const moving = await sharp(randomBytes(8 * 16 * 4), frames)
    .webp()
    .toBuffer()
  expect((await sharp(moving).metadata()).pages).toBe(2)
  expect(readImageHeader(moving)).toBe(null)

  const png = await files.png()
  const movingPng = Buffer.concat([png.subarray(0, 33), chunk('acTL', Buffer.alloc(8)), png.subarray(33)])
  expect(readImageHeader(movingPng)).toBe(null)

  const jpeg = await files.jpeg()
  const second = Buffer.concat([Buffer.from([0xff, 0xe2, 0, 6]), Buffer.from('MPF\0')])
  expect(readImageHeader(Buffer.concat([jpeg.subarray(0, 2), second, jpeg.subarray(2)]))).toBe(null)
})

test('what is no picture has none', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => readImageHeader(bytes) === null))
  expect(readImageHeader(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(null)
})

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)])
}
