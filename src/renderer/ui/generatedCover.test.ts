import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generateCover } from './generatedCover.ts'

test('is the same for the same title, in whatever form its letters are written', () => {
  expect(generateCover('Sólrún')).toEqual(generateCover('Sólrún'.normalize('NFD')))
})

test('differs between titles', () => {
  const titles = Array.from({ length: 40 }, (_, index) => `Track ${index}`)
  expect(new Set(titles.map((title) => JSON.stringify(generateCover(title)))).size).toBeGreaterThan(36)
})

test('can be drawn for any title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      const { paper, shapes } = generateCover(title)
      expect(paper).toMatch(/^#[0-9a-f]{6}$/)
      expect(shapes.length).toBeGreaterThan(3)
      expect(JSON.stringify(shapes)).not.toMatch(/null|NaN|undefined/)
    }),
  )
})
