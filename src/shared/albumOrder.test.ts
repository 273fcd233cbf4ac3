import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AlbumPlace, inAlbumOrder } from './albumOrder.ts'
import { comparePaths } from './naturalOrder.ts'

const at = (file: string, trackNumber: number | null = null, more: Partial<AlbumPlace> = {}): AlbumPlace => ({
  file: `/music/${file}`,
  releaseTitle: null,
  discNumber: null,
  trackNumber,
  ...more,
})
const names = (files: readonly AlbumPlace[]) => files.map(({ file }) => file.slice('/music/'.length))

test('tracks stand by disc and number, whatever their files are called', () => {
  const files = [
    at('Disc Two/a.flac', 1, { discNumber: 2 }),
    at('Disc One/b.flac', 2, { discNumber: 1 }),
    at('Disc One/c.flac', 1, { discNumber: 1 }),
  ].map((file) => ({ ...file, releaseTitle: 'Roofs' }))
  expect(names(inAlbumOrder(files))).toEqual(['Disc One/c.flac', 'Disc One/b.flac', 'Disc Two/a.flac'])
})

test('a file without a number stands where its name says, not at the end', () => {
  const tagged = { releaseTitle: 'Roofs' }
  const files = [
    at('3 c.flac', 3, tagged),
    at('2 b.wav'),
    at('0 a.wav'),
    at('1 a.flac', 1, tagged),
    at('10 z.wav'),
  ]
  expect(names(inAlbumOrder(files))).toEqual(['0 a.wav', '1 a.flac', '2 b.wav', '3 c.flac', '10 z.wav'])
})

test('files without any tags stand in the natural order of their names', () => {
  const files = [at('10 Sun.wav'), at('9 Moon.wav'), at('CD 10/1.wav'), at('CD 2/1.wav')]
  expect(names(inAlbumOrder(files))).toEqual(['9 Moon.wav', '10 Sun.wav', 'CD 2/1.wav', 'CD 10/1.wav'])
})

test('discs in folders of their own, whose tags do not number them, stay one after the other', () => {
  const tagged = { releaseTitle: 'Roofs' }
  const files = ['CD2/1', 'CD1/2', 'CD2/2', 'CD1/1'].map((name) => at(name, Number(name.slice(4)), tagged))
  expect(names(inAlbumOrder(files))).toEqual(['CD1/1', 'CD1/2', 'CD2/1', 'CD2/2'])
})

test('two albums in one folder do not mix', () => {
  const of = (file: string, number: number, releaseTitle: string) => at(file, number, { releaseTitle })
  const files = [of('a', 2, 'Tides'), of('b', 1, 'Roofs'), of('c', 1, 'Tides'), of('d', 2, 'Roofs')]
  expect(names(inAlbumOrder(files))).toEqual(['c', 'a', 'b', 'd'])
})

const number = fc.option(fc.integer({ min: 1, max: 30 }), { nil: null })
const place = fc.record({
  file: fc
    .string({ maxLength: 6, unit: fc.constantFrom(...'ab1029 /'.split('')) })
    .map((name) => `/music/${name}`),
  releaseTitle: fc.option(fc.constantFrom('Roofs', 'Tides'), { nil: null }),
  discNumber: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  trackNumber: number,
})
const places = fc.uniqueArray(place, { selector: ({ file }) => file, maxLength: 30 })

test('the order is one: it does not depend on the order files come in, and holds each of them once', () => {
  const twice = places.chain((files) =>
    fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length })),
  )
  fc.assert(
    fc.property(twice, ([files, shuffled]) => {
      const ordered = inAlbumOrder(files)
      expect(inAlbumOrder(shuffled)).toEqual(ordered)
      expect(inAlbumOrder(ordered)).toEqual(ordered)
      expect(new Set(ordered)).toEqual(new Set(files))
    }),
  )
})

test('within one folder and album, numbered tracks are in order of number, the others of name', () => {
  const flat = fc.record({ ...flatFields(), discNumber: fc.constant(null) })
  fc.assert(
    fc.property(fc.uniqueArray(flat, { selector: ({ file }) => file, maxLength: 30 }), (files) => {
      const ordered = inAlbumOrder(files)
      const numbers = ordered.flatMap(({ trackNumber }) => trackNumber ?? [])
      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
      const others = ordered.filter(({ trackNumber }) => trackNumber === null).map(({ file }) => file)
      expect(others).toEqual(others.toSorted(comparePaths))
    }),
  )
})

test('where numbers agree with names, taking some of the numbers away changes nothing', () => {
  const kept = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(kept, (isKept) => {
      const files = isKept.map((keeps, index) => at(`${index + 1} x.wav`, keeps ? index + 1 : null))
      expect(inAlbumOrder(files.toReversed())).toEqual(files)
    }),
  )
})

function flatFields() {
  const name = fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom(...'ab1029 '.split('')) })
  return {
    file: name.map((text) => `/music/${text}`),
    releaseTitle: fc.constant('Roofs'),
    trackNumber: number,
  }
}
