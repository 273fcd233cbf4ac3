import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { PlaylistFilesApi } from '../../shared/api/playlistFiles.ts'
import { playlistFileHandlers } from './playlistFileHandlers.ts'

type NodeHandlers = ApiHandlers<PlaylistFilesApi>

const context = { signal: new AbortController().signal, report: () => undefined }
const id = '5f0c8b1e-7f0e-4a8e-9d5b-1c2d3e4f5a6b'

let folder: string
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'busker-playlist-'))))
afterEach(() => rm(folder, { recursive: true }))

function setUp(chosen: string | null) {
  const chooseSavePath = vi.fn<(title: string, path: string) => Promise<string | null>>(async () => chosen)
  const importPlaylist = vi.fn<NodeHandlers['importPlaylist']>(async () => ({
    playlist: { id, name: 'x' },
    found: 1,
    missing: [],
  }))
  const playlistFile = vi.fn<NodeHandlers['playlistFile']>(async () => ({
    name: 'a/b',
    text: '#EXTM3U\n',
    files: 0,
    links: 0,
  }))
  const handlers = playlistFileHandlers({
    host: {
      open: {
        handlers: {
          playlistNames: async () => [{ id, name: 'a/b: "c"', tracks: 1, folder: null }],
          playlistFile,
          playlistFolderFiles: async () =>
            ['A', 'A', 'B'].map((name) => ({ name, text: `#${name}`, files: 0, links: 0 })),
          importPlaylist,
        },
      },
    },
    dialogs: {
      chooseSavePath,
      chooseFile: async () => chosen,
      chooseFolder: async () => (chosen === null ? [] : [chosen]),
    },
    music: folder,
  })
  return { handlers, chooseSavePath, importPlaylist, playlistFile }
}

test('a playlist is written where the person says, with files looked for in that folder', async () => {
  const file = join(folder, 'list.m3u8')
  const { handlers, chooseSavePath, playlistFile } = setUp(file)
  expect(await handlers['app.savePlaylist']({ id }, context)).toEqual({ file })
  expect(await readFile(file, 'utf8')).toBe('#EXTM3U\n')
  expect(chooseSavePath.mock.calls[0]?.[1]).toBe(join(folder, 'a_b_ _c_.m3u8'))
  expect(playlistFile.mock.calls[0]?.[0]).toEqual({ id, folder })
})

test('each list of a folder becomes a file, and no file that is there is replaced', async () => {
  await writeFile(join(folder, 'B.m3u8'), 'mine')
  const { handlers } = setUp(folder)
  expect(await handlers['app.savePlaylistFolder']({ id }, context)).toEqual({ folder, files: 3 })
  expect((await readdir(folder)).toSorted()).toEqual(['A (2).m3u8', 'A.m3u8', 'B (2).m3u8', 'B.m3u8'])
  expect(await readFile(join(folder, 'B.m3u8'), 'utf8')).toBe('mine')
})

test('whoever chooses no file gets none', async () => {
  const { handlers, importPlaylist, playlistFile } = setUp(null)
  expect(await handlers['app.savePlaylist']({ id }, context)).toEqual({ file: null })
  expect(await handlers['app.importPlaylist']({}, context)).toBeNull()
  expect(await handlers['app.savePlaylistFolder']({ id }, context)).toBeNull()
  expect([importPlaylist, playlistFile].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
})

test('a file is read whole, and no larger one than a playlist may be', async () => {
  const file = join(folder, 'From another player.m3u')
  await writeFile(file, 'a.mp3\n')
  const { handlers, importPlaylist } = setUp(file)
  expect(await handlers['app.importPlaylist']({}, context)).toMatchObject({ found: 1 })
  expect(importPlaylist.mock.calls[0]?.[0]).toEqual({
    fileName: 'From another player',
    content: Buffer.from('a.mp3\n').toString('base64'),
  })
  await truncate(file, 4 * 1024 * 1024 + 1)
  await expect(handlers['app.importPlaylist']({}, context)).rejects.toMatchObject({
    code: 'PLAYLIST_FILE_TOO_LONG',
  })
})
