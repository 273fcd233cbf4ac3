import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Address } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { openStore } from '../store/openStore.ts'
import { searchWorks } from './searchWorks.ts'
import { addWorks } from './testing/addWorks.ts'

const store = openStore(':memory:')
afterAll(() => store.close())
const page = { limit: 10, offset: 0 }
const titles = (text: string) => searchWorks(store, text, page).map(({ title }) => title)

addWorks(store, [
  { title: 'Blue in Green', artistName: 'Évora Trio', releaseTitle: 'Kind', genre: 'Jazz' },
  { title: 'Greensleeves', artistName: 'Anonymous', releaseTitle: null, genre: 'Folk' },
  { title: 'Largo', artistName: 'Green River', releaseTitle: 'Slow', genre: 'Classical' },
  { title: '緑の風', artistName: '山田', releaseTitle: null, genre: 'ポップ' },
])

test('works are found by the beginning of any word, those by title first', () => {
  expect(titles('gre')).toEqual(['Greensleeves', 'Blue in Green', 'Largo'])
  expect(titles('blue gre')).toEqual(['Blue in Green'])
  expect(titles('JAZZ evora')).toEqual(['Blue in Green'])
  expect(titles('緑')).toEqual(['緑の風'])
})

test('a title that is just what was typed comes before longer ones', () => {
  addWorks(store, [
    { title: 'Largo', artistName: 'Older', releaseTitle: null, genre: null },
    { title: 'Largo al factotum', artistName: 'Newer', releaseTitle: null, genre: null },
  ])
  expect(titles('largo')).toEqual(['Largo', 'Largo', 'Largo al factotum'])
})

test('artists whose names look alike are marked, however much the one has', () => {
  const account = (digit: string) => `0x${digit.repeat(40)}` as Address
  const by = (name: string, artist = account('2')) => ({
    title: 'Marked',
    artistName: name,
    releaseTitle: null,
    genre: null,
    artist,
  })
  const marked = () => searchWorks(store, 'marked', page).filter(({ hasNamesake }) => hasNamesake).length
  addWorks(store, [by('Famous Star'), by('Famous Star'), by('Quiet Moon')])
  expect(marked()).toBe(0)
  addWorks(store, [by('Fаmous  STAR', account('1'))])
  expect(marked()).toBe(3)
  addWorks(store, [by('Quiet Moon', account('3'))])
  expect(marked()).toBe(5)
  store
    .prepare("INSERT INTO artists VALUES (?, 'Quiet Noon', NULL, 'peer', x'00', ?)")
    .run(account('2'), nameKey('Quiet Noon'))
  addWorks(store, [by('Quiet Noon', account('3'))])
  expect(marked()).toBe(6)
})

test('what is typed is never an operator', () => {
  expect(titles('green NOT blue')).toEqual([])
  expect(titles('title:green')).toEqual([])
  expect(titles('"green" -river*')).toEqual(['Largo'])
})

test('nothing is found by nothing', () => {
  expect(titles(' -"*:()')).toEqual([])
  expect(titles('—')).toEqual([])
})

test('whatever is typed, searching does not fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(Array.isArray(searchWorks(store, text, page))).toBe(true)
    }),
    { numRuns: 100 },
  )
})
