import { expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'

test('a place in a playlist holds one track, and none outlives its playlist', () => {
  const store = openStore(':memory:')
  store.exec("INSERT INTO playlists VALUES ('p', 'name', 0, NULL)")
  const add = store.prepare("INSERT INTO playlist_tracks VALUES (?, 0, 'track')")
  add.run('p')
  expect(() => add.run('p')).toThrow(/UNIQUE/)
  expect(() => add.run('q')).toThrow(/FOREIGN KEY/)
  store.exec('DELETE FROM playlists')
  expect(store.prepare('SELECT count(*) FROM playlist_tracks').pluck().get()).toBe(0)
  store.close()
})

test('a track is downloaded once', () => {
  const store = openStore(':memory:')
  const add = store.prepare("INSERT INTO downloads VALUES ('track', 1, 0)")
  add.run()
  expect(() => add.run()).toThrow(/UNIQUE/)
  store.close()
})

test('a track is wanted once', () => {
  const store = openStore(':memory:')
  const add = store.prepare("INSERT INTO wanted_downloads VALUES ('track')")
  add.run()
  expect(() => add.run()).toThrow(/UNIQUE/)
  store.close()
})
