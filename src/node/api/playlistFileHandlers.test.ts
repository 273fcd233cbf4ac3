import { expect, test } from 'vitest'
import type { WorkView } from '../../shared/api/node.ts'
import { type Label, label, toFileLabel, workId } from '../../shared/ids.ts'
import { PlaylistFolders } from '../playlists/playlistFolders.ts'
import { SmartLists } from '../playlists/smartLists.ts'
import { Plays } from '../plays/plays.ts'
import { Playlists } from '../playlists/playlists.ts'
import { openStore } from '../store/openStore.ts'
import { playlistFileHandlers } from './playlistFileHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const [salt, ferry] = ['a', 'b'].map((digit) => label.parse(`track/${digit.repeat(32)}/1`)) as [Label, Label]
const works = new Map(
  [
    { label: salt, title: 'Salt', releaseTitle: 'Tidal Rooms', durationMs: 126_400 },
    { label: ferry, title: 'Night Ferry', releaseTitle: null, durationMs: null },
  ].map((one) => [one.label, { kind: 'track', isOwned: true, artistName: 'Maren Holt', ...one } as WorkView]),
)

const file = toFileLabel(workId.parse('f'.repeat(32)))

function setUp() {
  const store = openStore(':memory:')
  const playlists = new Playlists(store)
  const smartLists = new SmartLists(store)
  const playlistFolders = new PlaylistFolders(store)
  const handlers = playlistFileHandlers({
    library: async () => [...works.values()].map((work) => ({ work, boughtAt: 0, isDownloaded: true })),
    playlists,
    smartLists,
    playlistFolders,
    plays: new Plays(store),
    now: Date.now,
    boughtWorks: { get: (one) => works.get(one) },
    localFiles: {
      get: () => undefined,
      labelAt: () => (path) => (path === '/music/My Band/one.mp3' ? file : undefined),
      placeOf: () => {
        throw new Error('There are no files.')
      },
    },
    catalogue: { edition: () => undefined },
    fileExporter: { downloadedIn: async () => new Map([[salt, 'Maren Holt/Tidal Rooms/03 Salt.flac']]) },
  })
  return { playlists, smartLists, playlistFolders, handlers }
}
const contentOf = (text: string) => Buffer.from(text).toString('base64')

test('a playlist goes out with paths of files and links, and comes in again as it was', async () => {
  const { playlists, handlers } = setUp()
  const { id } = playlists.create('Evening')
  playlists.arrange(id, [salt, ferry, salt])
  const { text, files, links } = await handlers.playlistFile({ id, folder: '/music' }, context)
  expect([files, links]).toEqual([2, 1])
  expect(text).toContain(
    '#EXTINF:126,Maren Holt - Salt\n#EXTALB:Tidal Rooms\nMaren Holt/Tidal Rooms/03 Salt.flac\n',
  )
  expect(text).toContain(`#EXTINF:-1,Maren Holt - Night Ferry\nbusker://work/${ferry}\n`)
  const imported = await handlers.importPlaylist({ fileName: 'x', content: contentOf(text) }, context)
  expect(imported).toMatchObject({ playlist: { name: 'Evening' }, found: 3, missing: [] })
  expect(playlists.get(imported.playlist?.id ?? '').tracks).toEqual([salt, ferry, salt])
  expect(await handlers.playlistNames({}, context)).toHaveLength(2)
})

test('a folder goes out list by list, smart lists with what they have now', async () => {
  const { playlists, smartLists, playlistFolders, handlers } = setUp()
  const folder = playlistFolders.create('Travel')
  const [evening, other] = [playlists.create('Ev/ening'), playlists.create('Elsewhere')]
  playlists.arrange(evening.id, [ferry])
  playlists.arrange(other.id, [salt])
  const smart = smartLists.create('All', { order: 'newest' })
  for (const list of [evening.id, smart.id]) playlistFolders.move(list, folder.id)
  const files = await handlers.playlistFolderFiles({ id: folder.id, folder: '/music' }, context)
  expect(files.map(({ name, links, files: paths }) => [name, links, paths])).toEqual([
    ['Ev_ening', 1, 0],
    ['All', 1, 1],
  ])
  expect(files[0]?.text).toContain('#PLAYLIST:Ev/ening')
  const one = await handlers.playlistFile({ id: smart.id, folder: '/music' }, context)
  expect(one.text).toBe(files[1]?.text)
  const gone = handlers.playlistFolderFiles({ id: crypto.randomUUID(), folder: '/' }, context)
  await expect(gone).rejects.toMatchObject({ code: 'LIBRARY_NO_FOLDER' })
})

test('what is not owned is named, and of nothing no playlist is made', async () => {
  const { playlists, handlers } = setUp()
  const some = contentOf('Maren Holt/Salt.mp3\nNobody/Nothing.mp3')
  expect(await handlers.importPlaylist({ fileName: 'Old list', content: some }, context)).toMatchObject({
    playlist: { name: 'Old list' },
    found: 1,
    missing: ['Nobody/Nothing.mp3'],
  })
  const none = contentOf('Nobody/Nothing.mp3')
  expect(await handlers.importPlaylist({ name: 'x', fileName: '', content: none }, context)).toEqual({
    playlist: null,
    found: 0,
    missing: ['Nobody/Nothing.mp3'],
  })
  expect(playlists.list()).toHaveLength(1)
})

test('what a playlist of another program names in watched folders is found by its path', async () => {
  const { playlists, handlers } = setUp()
  const text = '/music/My Band/one.mp3\nfile:///music/My%20Band/one.mp3\n/music/My Band/two.mp3\n'
  const imported = await handlers.importPlaylist({ fileName: 'x', content: contentOf(text) }, context)
  expect(imported).toMatchObject({ found: 2, missing: ['/music/My Band/two.mp3'] })
  expect(playlists.get(imported.playlist?.id ?? '').tracks).toEqual([file, file])
})
