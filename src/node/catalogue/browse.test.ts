import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { address, type Address } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { openStore } from '../store/openStore.ts'
import { listGenres, searchArtists, worksOfGenre } from './browse.ts'
import { addWorks } from './testing/addWorks.ts'

const store = openStore(':memory:')
afterAll(() => store.close())

const names = ['Ada Quist', 'Nevada Sound', 'The Adamant', 'Évora Trio', 'Лесь Нічний', 'O’Brien']
const accounts = new Map<Address, string>()
for (const [index, name] of names.entries()) {
  const account = address.parse(`0x${String(index).repeat(40)}`)
  accounts.set(account, name)
  store
    .prepare(
      "INSERT INTO artists (address, name, about, peer, identity, name_key) VALUES (?, ?, NULL, '', x'00', ?)",
    )
    .run(account, name, nameKey(name))
}
const found = (text: string) => searchArtists(store, text, 10).map((account) => accounts.get(account))

const work = (title: string, genre: string | null) => ({
  title,
  artistName: 'Ada',
  releaseTitle: null,
  genre,
})
addWorks(store, [work('a', 'Folk'), work('b', 'folk'), work('c', 'Folk'), work('d', 'Jazz'), work('e', null)])

test('artists are found by the beginning of any word, those whose name begins so first', () => {
  expect(found('ada')).toEqual(['Ada Quist', 'The Adamant'])
  expect(found('adam')).toEqual(['The Adamant'])
  expect(found('ada q')).toEqual(['Ada Quist'])
  expect(found('EVORA')).toEqual(['Évora Trio'])
  expect(found('лес')).toEqual(['Лесь Нічний'])
  expect(found('brien')).toEqual(['O’Brien'])
  expect(found('obrien')).toEqual(['O’Brien'])
  expect([found('sound ada'), found(''), found(' % ')]).toEqual([[], [], []])
})

test('whatever is typed, the search does not fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(Array.isArray(found(text))).toBe(true)
    }),
  )
})

test('genres are listed by how much there is of them, in whatever case they are written', () => {
  expect(listGenres(store)).toEqual([
    { genre: 'Folk', works: 3 },
    { genre: 'Jazz', works: 1 },
  ])
  const titles = worksOfGenre(store, 'FOLK', { limit: 10, offset: 0 }).map(({ title }) => title)
  expect(titles.toSorted()).toEqual(['a', 'b', 'c'])
  expect(worksOfGenre(store, 'Folk', { limit: 1, offset: 1 })).toHaveLength(1)
  expect(worksOfGenre(store, 'Polka', { limit: 10, offset: 0 })).toEqual([])
})

test('tags are listed and browsed as genres are, each work once', () => {
  const tagged = openStore(':memory:')
  addWorks(tagged, [
    { ...work('a', 'Folk'), tags: ['Lisbon', 'folk'] },
    { ...work('b', null), tags: ['lisbon', 'Sea'] },
    { ...work('c', 'Lisbon'), tags: [] },
  ])
  expect(listGenres(tagged)).toEqual([
    { genre: 'Lisbon', works: 3 },
    { genre: 'Folk', works: 1 },
    { genre: 'Sea', works: 1 },
  ])
  const titles = worksOfGenre(tagged, 'LISBON', { limit: 10, offset: 0 }).map(({ title }) => title)
  expect(titles.toSorted()).toEqual(['a', 'b', 'c'])
  expect(worksOfGenre(tagged, 'lisbon', { limit: 2, offset: 2 })).toHaveLength(1)
  expect(worksOfGenre(tagged, 'folk', { limit: 10, offset: 0 })).toHaveLength(1)
  tagged.close()
})
