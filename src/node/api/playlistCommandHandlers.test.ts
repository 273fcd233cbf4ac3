import { beforeEach, expect, test } from 'vitest'
import type { OwnedWork } from '../../shared/api/library.ts'
import type { WorkView } from '../../shared/api/node.ts'
import { address, fromLabel, type Label, label, toFileLabel, workId } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { Playlists } from '../playlists/playlists.ts'
import { PlaylistFolders } from '../playlists/playlistFolders.ts'
import { SmartLists } from '../playlists/smartLists.ts'
import { Plays } from '../plays/plays.ts'
import { openStore } from '../store/openStore.ts'
import { listenedLibrary } from './listenedLibrary.ts'
import { playlistCommandHandlers } from './playlistCommandHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const [salt, ferry] = ['a', 'b'].map((digit) => label.parse(`track/${digit.repeat(32)}/1`)) as [Label, Label]
const file = toFileLabel(workId.parse('f'.repeat(32)))
const owned = (one: Label, title: string, boughtAt: number, genre: string): OwnedWork => ({
  work: { label: one, id: fromLabel(one).id, kind: 'track', title, genre, isOwned: true } as WorkView,
  boughtAt,
  isDownloaded: true,
})
const bought = [owned(salt, 'Salt', 3, 'Folk'), owned(ferry, 'Ferry', 1, 'Jazz')]
const files = [owned(file, 'Tape', 2, 'jazz')]
const find = (list: readonly OwnedWork[], one: Label) => list.find(({ work }) => work.label === one)?.work

let plays: Plays
let handlers: ReturnType<typeof playlistCommandHandlers>
beforeEach(() => {
  const store = openStore(':memory:')
  plays = new Plays(store, () => 7)
  handlers = playlistCommandHandlers({
    account: address.parse(`0x${'1'.repeat(40)}`),
    catalogue: {
      edition: () => undefined,
      manifest: () => undefined,
      describe: () => undefined,
      releaseDuration: () => null,
    },
    access: { contentKey: () => undefined },
    credit: { of: () => toAmount(0n) },
    library: listenedLibrary({
      boughtWorks: { list: async () => bought },
      localFiles: { list: () => files },
    }),
    boughtWorks: { get: (one) => find(bought, one) },
    localFiles: { get: (one) => find(files, one) },
    playlists: new Playlists(store),
    playlistFolders: new PlaylistFolders(store),
    smartLists: new SmartLists(store),
    plays,
    now: () => 10,
  })
})

test('a playlist is made, changed, called otherwise and removed; what is not known keeps its place', async () => {
  const gone = label.parse(`track/${'c'.repeat(32)}/1`)
  const made = await handlers.savePlaylist({ name: 'Evening', tracks: [salt, gone, file] }, context)
  expect(made.tracks.map(({ work }) => work?.title)).toEqual(['Salt', undefined, 'Tape'])
  const { id } = made
  const changed = await handlers.savePlaylist({ id, tracks: [file, gone] }, context)
  expect(changed).toMatchObject({ name: 'Evening', tracks: [{ label: file }, { label: gone, work: null }] })
  expect(await handlers.savePlaylist({ id, name: 'Night' }, context)).toMatchObject({
    name: 'Night',
    tracks: { length: 2 },
  })
  expect(await handlers.playlist({ id }, context)).toMatchObject({ name: 'Night' })
  await handlers.removePlaylist({ id }, context)
  for (const asked of [
    handlers.playlist({ id }, context),
    handlers.savePlaylist({ tracks: [salt] }, context),
  ])
    await expect(asked).rejects.toMatchObject({ code: 'LIBRARY_NO_PLAYLIST' })
})

test('a smart list is what fits its rule now, of files too, and so are the lists that come with Busker', async () => {
  const titles = async (id: string) =>
    (await handlers.smartListTracks({ id }, context)).map(({ title }) => title)
  const rule = { genre: 'JAZZ', order: 'newest' } as const
  const { id } = await handlers.createSmartList({ name: 'Jazz', rule }, context)
  expect(await titles(id)).toEqual(['Tape', 'Ferry'])
  await handlers.changeSmartList({ id, name: 'Jazz', rule: { ...rule, limit: 1 } }, context)
  expect(await titles(id)).toEqual(['Tape'])
  plays.add(fromLabel(file).id)
  expect(await titles('most-played')).toEqual(['Tape'])
  expect(await titles('never-played')).toEqual(['Salt', 'Ferry'])
  await handlers.removeSmartList({ id }, context)
  for (const none of [id, 'toString', 'constructor'])
    await expect(titles(none)).rejects.toMatchObject({ code: 'LIBRARY_NO_PLAYLIST' })
})
