import { expect, test } from 'vitest'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { type LibraryView, filterLibrary } from './libraryFilter.ts'

function owned(title: string, artistName: string, boughtAt: number, isDownloaded = true): OwnedWork {
  return {
    work: { kind: 'track', title, artistName, releaseTitle: 'Tides', genre: 'Folk', durationMs: boughtAt },
    boughtAt,
    isDownloaded,
  } as unknown as OwnedWork
}

const all = [owned('Ebb', 'Ana', 1), owned('Harbour', 'Bo', 3, false), owned('Anchor', 'Ana', 2)]
const view: LibraryView = { text: '', kind: 'track', sort: 'newest', isDownloadedOnly: false }
const titles = (part: Partial<LibraryView>) =>
  filterLibrary(all, { ...view, ...part }).map(({ work }) => work.title)

test.each([
  ['newest', ['Harbour', 'Anchor', 'Ebb']],
  ['title', ['Anchor', 'Ebb', 'Harbour']],
  ['artist', ['Ebb', 'Anchor', 'Harbour']],
  ['length', ['Ebb', 'Anchor', 'Harbour']],
] as const)('sorts by %s', (sort, expected) => {
  expect(titles({ sort })).toEqual(expected)
})

test('sorts by when it first came out, the newest first, and what has no date last', () => {
  const dated = (title: string, year: number | null, releaseDate?: string): OwnedWork => {
    const one = owned(title, 'Ana', 1)
    return { ...one, work: { ...one.work, year, ...(releaseDate !== undefined && { releaseDate }) } }
  }
  const some = [
    dated('Undated', null),
    dated('Year', 2026),
    dated('Day', 2026, '2026-11-29'),
    dated('Month', 2026, '2026-11'),
    dated('Old', 1999, '1999-12-31'),
  ]
  const sorted = filterLibrary(some, { ...view, sort: 'year' }).map(({ work }) => work.title)
  expect(sorted).toEqual(['Day', 'Month', 'Year', 'Old', 'Undated'])
})

test('finds every word, wherever it stands', () => {
  expect(titles({ text: 'ana  EBB' })).toEqual(['Ebb'])
  expect(titles({ text: 'folk tides bo' })).toEqual(['Harbour'])
})

test('shows only what plays without a network, or only releases', () => {
  expect(titles({ isDownloadedOnly: true })).toEqual(['Anchor', 'Ebb'])
  expect(titles({ kind: 'release' })).toEqual([])
})

test('the order turned round is the same order backwards', () => {
  expect(titles({ sort: 'title', isReversed: true })).toEqual(['Harbour', 'Ebb', 'Anchor'])
})

test('finds in 100,000, and gives the same order whatever was typed', () => {
  const many = Array.from({ length: 100_000 }, (_, index) =>
    owned(`Track ${index}`, `Artist ${index % 7}`, index),
  )
  const found = (text: string) =>
    filterLibrary(many, { ...view, text, sort: 'title' }).map(({ work }) => work.title)
  expect(found('')).toHaveLength(100_000)
  expect(found('track 7777')).toEqual(found('').filter((title) => title.includes('7777')))
  expect(found('folk artist')).toEqual(found(''))
})

test('one letter more finds the same as all letters at once', () => {
  const many = Array.from({ length: 2000 }, (_, index) =>
    owned(`Track ${index}`, `Artist ${index % 7}`, index),
  )
  const found = (list: readonly OwnedWork[], text: string) =>
    filterLibrary(list, { ...view, text }).map(({ work }) => work.title)
  const typed = '  track 7 artist  3 fo'
  for (let length = 0; length <= typed.length; length += 1) {
    const text = typed.slice(0, length)
    expect(found(many, text)).toEqual(found([...many], text))
  }
})

test('a letter that leaves out nothing gives the same list, and another text its own', () => {
  const found = (text: string) => filterLibrary(all, { ...view, text, sort: 'artist' })
  const folk = found('fol')
  expect(found('folk')).toBe(folk)
  const [ebb, harbour] = [found('ebb'), found('harbour')]
  expect([ebb, harbour].map((list) => list.map(({ work }) => work.title))).toEqual([['Ebb'], ['Harbour']])
})
