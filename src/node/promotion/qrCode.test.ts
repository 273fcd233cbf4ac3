import fc from 'fast-check'
import { PNG } from 'pngjs'
import decodeQr from 'qr/decode.js'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { address, label } from '../../shared/ids.ts'
import { artistDeepLink, workDeepLink } from '../../shared/deepLinks.ts'
import { qrPng, qrSvg } from './qrCode.ts'

/** What a reader makes of a picture. */
function readPng(bytes: Uint8Array): string {
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes))
  return decodeQr({ width, height, data: new Uint8Array(data) })
}

const link = workDeepLink(label.parse(`release/${'1f'.repeat(16)}/2`))

test('a link reads as itself from a PNG of the size asked for, or a little more', async () => {
  const png = qrPng(link, 1000)
  expect(readPng(png)).toBe(link)
  const { width, height } = await sharp(png).metadata()
  expect(width).toBe(height)
  expect(width).toBeGreaterThanOrEqual(1000)
  expect(width).toBeLessThan(1100)
})

test('it reads as itself from an SVG too, at any size', async () => {
  for (const side of [300, 1200]) {
    const drawn = await sharp(Buffer.from(qrSvg(link)))
      .resize(side, side)
      .png()
      .toBuffer()
    expect(readPng(drawn)).toBe(link)
  }
})

test('whichever link it is, it reads as itself', () => {
  const hex = (length: number) =>
    fc.string({
      unit: fc.constantFrom(...'0123456789abcdef'.split('')),
      minLength: length,
      maxLength: length,
    })
  fc.assert(
    fc.property(hex(32), hex(40), fc.integer({ min: 1, max: 99 }), (id, account, edition) => {
      const links = [
        workDeepLink(label.parse(`track/${id}/${edition}`)),
        artistDeepLink(address.parse(`0x${account}`)),
      ]
      for (const each of links) expect(readPng(qrPng(each, 200))).toBe(each)
    }),
    { numRuns: 20 },
  )
})
