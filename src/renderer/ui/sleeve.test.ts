import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sleeveOf } from './sleeve.ts'

it('is the same for the same title, in whatever form its letters are written', () => {
  expect(sleeveOf('Sólrún')).toEqual(sleeveOf('Sólrún'.normalize('NFD')))
})

it('differs between titles', () => {
  const titles = Array.from({ length: 40 }, (_, place) => `Track ${place}`)
  expect(new Set(titles.map((title) => JSON.stringify(sleeveOf(title)))).size).toBeGreaterThan(36)
})

it('can be drawn for any title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      const { paper, shapes } = sleeveOf(title)
      expect(paper).toMatch(/^#[0-9a-f]{6}$/)
      expect(shapes.length).toBeGreaterThan(3)
      expect(JSON.stringify(shapes)).not.toMatch(/null|NaN|undefined/)
    }),
  )
})
