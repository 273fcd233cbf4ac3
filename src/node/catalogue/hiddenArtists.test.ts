import { afterEach, beforeEach, expect, test } from 'vitest'
import { address } from '../../shared/ids.ts'
import { openStore, type Store } from '../store/openStore.ts'
import { listGenres, searchArtists, worksOfGenre } from './browse.ts'
import { HiddenArtists } from './hiddenArtists.ts'
import { searchWorks } from './searchWorks.ts'
import { addWorks } from './testing/addWorks.ts'
import { WorkRecords } from './workRecords.ts'

let store: Store
let hidden: HiddenArtists
let time: number
beforeEach(() => {
  store = openStore(':memory:')
  time = 0
  hidden = new HiddenArtists(store, () => (time += 1))
})
afterEach(() => store.close())

const page = { limit: 10, offset: 0 }
const work = (title: string, artistName: string, genre: string) => ({
  title,
  artistName,
  releaseTitle: null,
  genre,
})

test('those hidden last come first, each once, under the name they had', () => {
  const [ada, bo] = ['a', 'b'].map((digit) => address.parse(`0x${digit.repeat(40)}`))
  if (ada === undefined || bo === undefined) throw new Error('There are two.')
  hidden.hide({ address: ada, name: 'Ada' })
  hidden.hide({ address: bo, name: null })
  hidden.hide({ address: ada, name: 'Somebody' })
  expect(hidden.list()).toEqual([
    { address: bo, name: null },
    { address: ada, name: 'Ada' },
  ])
  hidden.show(bo)
  expect([hidden.isHidden(ada), hidden.isHidden(bo)]).toEqual([true, false])
})

test('works of a hidden artist are in no list, no search and no genre, and are back when they are shown again', () => {
  addWorks(store, [work('Salt', 'Ada', 'Folk'), { ...work('Pepper', 'Ada', 'Folk'), tags: ['Sea'] }])
  const [first] = new WorkRecords(store).newest(page)
  if (first === undefined) throw new Error('There is one.')
  const artist = first.artist
  store
    .prepare(
      "INSERT INTO artists (address, name, about, peer, identity, name_key) VALUES (?, 'Ada', NULL, '', x'00', 'ada')",
    )
    .run(artist)
  const found = () => [
    new WorkRecords(store).newest(page).length,
    searchWorks(store, 'salt', page).length,
    worksOfGenre(store, 'folk', page).length,
    worksOfGenre(store, 'sea', page).length,
    listGenres(store).length,
    searchArtists(store, 'ada', 10).length,
  ]
  const before = found()
  expect(before.every((count) => count > 0)).toBe(true)
  hidden.hide({ address: artist, name: 'Ada' })
  expect(found()).toEqual([0, 0, 0, 0, 0, 0])
  expect(new WorkRecords(store).worksOf(artist).length).toBeGreaterThan(0)
  hidden.show(artist)
  expect(found()).toEqual(before)
})
