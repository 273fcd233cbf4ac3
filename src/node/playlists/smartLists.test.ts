import { afterEach, expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'
import { SmartLists } from './smartLists.ts'

const store = openStore(':memory:')
const lists = new SmartLists(store, () => 7)
afterEach(() => void store.exec('DELETE FROM smart_lists'))

test('a rule is kept, changed and removed, and rules are listed by name', () => {
  const { id } = lists.create('b', { order: 'newest', genre: 'Folk' })
  lists.create('A', { order: 'plays', minPlays: 1, limit: 100 })
  expect(lists.list().map(({ name }) => name)).toEqual(['A', 'b'])
  const changed = lists.change(id, 'c', { order: 'played', isDownloaded: true })
  expect(lists.list()[1]).toEqual(changed)
  expect(changed).toEqual({
    id,
    name: 'c',
    rule: { order: 'played', isDownloaded: true },
    createdAt: 7,
    folder: null,
  })
  lists.remove(id)
  expect(lists.list().map(({ name }) => name)).toEqual(['A'])
})

test('a rule of a newer Busker is not shown, and not lost', () => {
  store.exec(`INSERT INTO smart_lists VALUES ('x', 'x', '{"order":"mood"}', 0, NULL)`)
  expect(lists.list()).toEqual([])
  expect(store.prepare('SELECT count(*) FROM smart_lists').pluck().get()).toBe(1)
})

test('what is done to a list that is gone says so', () => {
  const refused = expect.objectContaining({ code: 'LIBRARY_NO_PLAYLIST' })
  expect(() => lists.change(crypto.randomUUID(), 'x', { order: 'newest' })).toThrow(refused)
  expect(() => lists.remove(crypto.randomUUID())).toThrow(refused)
})
