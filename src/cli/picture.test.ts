import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { artworkCrop } from '../shared/artworkCrop.ts'
import { isBuskerError } from '../shared/errors.ts'
import { parseCrop, pictureFrom } from './picture.ts'

test.each([
  ['middle', { left: 0.5, top: 0.5, side: 1 }],
  ['0,100', { left: 0, top: 1, side: 1 }],
  ['100, 50, 80', { left: 1, top: 0.5, side: 0.8 }],
])('the square %s is taken as the app takes it', (text, crop) => {
  expect(parseCrop(text)).toEqual(crop)
})

test('whatever is typed is a square within the picture, or refused with what to type', () => {
  const typed = fc.oneof(
    fc.string(),
    fc.array(fc.integer({ min: -5, max: 150 }), { maxLength: 4 }).map((numbers) => numbers.join(',')),
  )
  const isRight = (text: string) => {
    try {
      return artworkCrop.safeParse(parseCrop(text)).success
    } catch (error) {
      return isBuskerError(error, 'CLI_CROP')
    }
  }
  expect(() => fc.assert(fc.property(typed, isRight))).not.toThrow()
})

test('a square of no picture is refused', () => {
  expect(() => pictureFrom({ crop: 'middle' })).toThrow(
    expect.objectContaining({ code: 'CLI_CROP' }) as Error,
  )
  expect(pictureFrom({})).toEqual({})
  expect(pictureFrom({ artwork: 'a.png', crop: '0,0' })).toEqual({
    artwork: resolve('a.png'),
    artworkCrop: { left: 0, top: 0, side: 1 },
  })
})
