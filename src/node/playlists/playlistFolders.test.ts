import { expect, test } from 'vitest'
import { openStore } from '../store/openStore.ts'
import { PlaylistFolders } from './playlistFolders.ts'
import { Playlists } from './playlists.ts'
import { SmartLists } from './smartLists.ts'

function setUp() {
  const store = openStore(':memory:')
  return {
    folders: new PlaylistFolders(store, () => 7),
    playlists: new Playlists(store),
    smartLists: new SmartLists(store),
  }
}
const nobody = crypto.randomUUID()
const noFolder = expect.objectContaining({ code: 'LIBRARY_NO_FOLDER' })
const noPlaylist = expect.objectContaining({ code: 'LIBRARY_NO_PLAYLIST' })

test('lists of both kinds are put into folders, moved and taken out, and keep the folder when they change', () => {
  const { folders, playlists, smartLists } = setUp()
  const [work, travel] = [folders.create('work'), folders.create('Travel')]
  expect(folders.list()).toEqual([travel, work])
  const list = playlists.create('Evening')
  const smart = smartLists.create('All', { order: 'newest' })
  for (const { id } of [list, smart]) folders.move(id, travel.id)
  playlists.rename(list.id, 'Night')
  playlists.arrange(list.id, [])
  smartLists.change(smart.id, 'Everything', { order: 'plays' })
  const places = () => [...playlists.list(), ...smartLists.list()].map(({ folder }) => folder)
  expect(places()).toEqual([travel.id, travel.id])
  folders.move(list.id, work.id)
  folders.move(smart.id, null)
  expect(places()).toEqual([work.id, null])
  expect(folders.rename(work.id, 'Office')).toEqual({ id: work.id, name: 'Office' })
})

test('what lies in a folder that is removed stays', () => {
  const { folders, playlists } = setUp()
  const { id } = folders.create('Travel')
  folders.move(playlists.create('Evening').id, id)
  folders.remove(id)
  expect(playlists.list()).toMatchObject([{ name: 'Evening', folder: null }])
})

test('what is gone says so, and changes nothing', () => {
  const { folders, playlists } = setUp()
  const list = playlists.create('Evening')
  const { id } = folders.create('Travel')
  folders.move(list.id, id)
  expect(() => folders.move(list.id, nobody)).toThrow(noFolder)
  expect(() => folders.move(nobody, id)).toThrow(noPlaylist)
  // A folder is no list: none lies in another.
  expect(() => folders.move(id, folders.create('Other').id)).toThrow(noPlaylist)
  expect(() => folders.rename(nobody, 'x')).toThrow(noFolder)
  expect(() => folders.remove(nobody)).toThrow(noFolder)
  expect(playlists.get(list.id).folder).toBe(id)
})
