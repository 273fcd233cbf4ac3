import { afterEach, expect, test } from 'vitest'
import { label } from '../../shared/ids.ts'
import { openStore } from '../store/openStore.ts'
import { Playlists } from './playlists.ts'

const store = openStore(':memory:')
const playlists = new Playlists(store, () => 7)
const track = (digit: string) => label.parse(`track/${digit.repeat(32)}/1`)
afterEach(() => void store.exec('DELETE FROM playlists'))

test('a playlist keeps its tracks in order, one as often as one likes', () => {
  const { id } = playlists.create('Evening')
  playlists.arrange(id, [track('a'), track('b'), track('a')])
  playlists.arrange(id, [track('b'), track('a'), track('b')])
  expect(playlists.rename(id, 'Night')).toEqual({
    id,
    folder: null,
    name: 'Night',
    tracks: [track('b'), track('a'), track('b')],
    createdAt: 7,
  })
})

test('playlists are listed by name, and a removed one takes its tracks along', () => {
  const second = playlists.create('b-sides')
  playlists.create('A-sides')
  expect(playlists.list().map(({ name }) => name)).toEqual(['A-sides', 'b-sides'])
  playlists.arrange(second.id, [track('a')])
  playlists.remove(second.id)
  expect(store.prepare('SELECT count(*) FROM playlist_tracks').pluck().get()).toBe(0)
})

test('what is done to a playlist that is gone says so', () => {
  const gone = crypto.randomUUID()
  const refused = expect.objectContaining({ code: 'LIBRARY_NO_PLAYLIST' })
  expect(() => playlists.rename(gone, 'x')).toThrow(refused)
  expect(() => playlists.arrange(gone, [])).toThrow(refused)
  expect(() => playlists.remove(gone)).toThrow(refused)
})
