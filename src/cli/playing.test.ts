import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileNameOf } from './playing.ts'

test('a file is named by the number and title of its track', () => {
  expect(fileNameOf(3, 12, 'Rain')).toBe('03 Rain.wav')
  expect(fileNameOf(3, 120, 'AC/DC: live?')).toBe('003 AC_DC_ live_.wav')
  expect(fileNameOf(1, 1, '...')).toBe('01 Untitled.wav')
})

test('no title reaches out of the folder, or is too long for a file system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const name = fileNameOf(1, 9, title)
      expect(name).toMatch(/^01 [^/\\]+\.wav$/su)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    }),
  )
})
