import fc from 'fast-check'
import { expect, test } from 'vitest'
import { artworkCrop, middleCrop, squareOf } from './artworkCrop.ts'

test('whatever square is chosen of whatever picture, it lies within it', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const crops = fc.record({ left: share, top: share, side: fc.double({ min: 0.1, max: 1, noNaN: true }) })
  const pixels = fc.integer({ min: 1, max: 8000 })
  fc.assert(
    fc.property(crops, pixels, pixels, (crop, width, height) => {
      const { left, top, size } = squareOf(artworkCrop.parse(crop), width, height)
      expect(size).toBeGreaterThanOrEqual(1)
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
      expect(left + size).toBeLessThanOrEqual(width)
      expect(top + size).toBeLessThanOrEqual(height)
    }),
  )
})

test('the middle of a wide picture is all of its height', () => {
  expect(squareOf(middleCrop, 300, 100)).toEqual({ left: 100, top: 0, size: 100 })
})

test.each([
  { left: -0.1, top: 0, side: 1 },
  { left: 0, top: 1.1, side: 1 },
  { left: 0, top: 0, side: 0 },
  { left: Number.NaN, top: 0, side: 1 },
  { left: 0, top: 0, side: 1, width: 3 },
])('%j is no square of a picture', (crop) => {
  expect(artworkCrop.safeParse(crop).success).toBe(false)
})
