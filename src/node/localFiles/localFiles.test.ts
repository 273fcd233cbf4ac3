import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { openStore } from '../store/openStore.ts'
import type { OwnedWork } from '../../shared/api/library.ts'
import { pngOf } from '../../protocol/testing/pngOf.ts'
import { coverCid } from './coverCid.ts'
import type { ReadFile } from './contract.ts'
import type { FileReader } from './fileReader.ts'
import { LocalFiles, type LocalFilesOptions } from './localFiles.ts'
import { LocalFileStore } from './localFileStore.ts'
import { readLocalCover, readLocalFile } from './readLocalFile.ts'

const id = '5f0c8b1e-7f0e-4a8e-9d5b-1c2d3e4f5a6b'
const piece = { seconds: 0.2, seed: 1, sampleRate: 8000 }
const open: LocalFiles[] = []
let folder: string
let music: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-local-'))
  music = join(folder, 'music')
  await mkdir(join(music, 'Pilots', 'Lamp Room'), { recursive: true })
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop()))
  await rm(folder, { recursive: true, force: true })
})

async function write(file: string, at = 1000): Promise<string> {
  const path = join(music, file)
  await synthesiseWav(path, piece)
  await utimes(path, at, at)
  return path
}

/** Reads in this process what a child reads otherwise. */
async function setUp(options: Partial<LocalFilesOptions> = {}) {
  const store = openStore(':memory:')
  const read = vi.fn<FileReader['read']>(async (root, files) =>
    Promise.all(files.map((file) => readLocalFile(root, file))),
  )
  const onChange = vi.fn<() => void>()
  const onRemove = vi.fn<() => void>()
  const files = new LocalFileStore(store, () => 5_000_000)
  const localFiles = new LocalFiles({
    files,
    reader: { read, stop: async () => undefined },
    ownFolder: join(folder, 'busker'),
    onChange,
    onRemove,
    onFailure: (error) => {
      throw error
    },
    firstScanMs: 3_600_000,
    quietMs: 20,
    ...options,
  })
  open.push(localFiles)
  await localFiles.start()
  const paths = () => localFiles.list().map(({ work }) => work.file)
  const readFiles = () => read.mock.calls.flatMap(([, names]) => names)
  return { localFiles, files, onChange, onRemove, paths, readFiles }
}

test('the files of a folder are listed as works that are owned, newest first, and read once', async () => {
  await write('one.wav', 1000)
  await write('Pilots/Lamp Room/two.WAV', 2000)
  const { localFiles, paths, readFiles } = await setUp()
  await localFiles.add(music)
  expect(await localFiles.scan()).toMatchObject([{ path: music, tracks: 2, isHere: true, problems: [] }])
  expect(paths()).toEqual([join('Pilots', 'Lamp Room', 'two.WAV'), 'one.wav'])
  const [first] = localFiles.list()
  expect(first).toMatchObject({ boughtAt: 2_000_000, isDownloaded: true })
  expect(first?.work).toMatchObject({
    title: 'two',
    artistName: '',
    durationMs: 200,
    isOwned: true,
    isOwn: false,
  })
  expect(first?.work.label).toMatch(/^file\/[0-9a-f]{32}\/1$/)
  expect(localFiles.list()).toBe(localFiles.list())
  await localFiles.scan()
  expect(readFiles()).toHaveLength(2)
  const labelAt = localFiles.labelAt()
  expect(labelAt(join(music, 'one.wav'))).toBe(localFiles.list()[1]?.work.label)
  expect(labelAt(`${music}/Pilots/../one.wav`)).toBe(localFiles.list()[1]?.work.label)
  expect([labelAt('one.wav'), labelAt(join(folder, 'one.wav'))]).toEqual([undefined, undefined])
})

test('what is hidden, linked, a pipe or no sound is passed by, and what is damaged is named', async () => {
  await write('good.wav')
  await write('.hidden.wav')
  await synthesiseWav(join(folder, 'outside.wav'), piece)
  await symlink(join(folder, 'outside.wav'), join(music, 'link.wav'))
  await symlink(folder, join(music, 'around'))
  execFileSync('mkfifo', [join(music, 'pipe.wav')])
  await writeFile(join(music, 'cover.jpg'), 'picture')
  await writeFile(join(music, 'text.mp3'), 'this is no sound at all')
  await truncate(await write('empty.wav'), 0)
  const { localFiles, paths } = await setUp()
  await localFiles.add(music)
  const [view] = await localFiles.scan()
  expect(paths()).toEqual(['good.wav'])
  expect(view?.problems).toEqual([
    { file: 'empty.wav', code: 'MEDIA_EMPTY' },
    { file: 'text.mp3', code: 'MEDIA_NOT_AUDIO' },
  ])
})

test('a file that became a link out of the folder is not opened', async () => {
  await synthesiseWav(join(folder, 'secret.wav'), piece)
  await symlink(join(folder, 'secret.wav'), join(music, 'a.wav'))
  await symlink(folder, join(music, 'up'))
  expect(await readLocalFile(music, 'a.wav')).toMatchObject({ problem: 'MEDIA_NOT_AUDIO' })
  expect(await readLocalFile(music, join('up', 'secret.wav'))).toMatchObject({ problem: 'MEDIA_NOT_AUDIO' })
  expect(await readLocalFile(music, join('..', 'secret.wav'))).toMatchObject({ problem: 'MEDIA_NOT_AUDIO' })
  expect(await readLocalFile(music, 'none.wav')).toMatchObject({ problem: 'LOCAL_FILE_GONE' })
})

test('a file keeps its label when it goes and comes back, is moved, or changes', async () => {
  const path = await write('one.wav', 1000)
  const { localFiles, paths, readFiles } = await setUp()
  await localFiles.add(music)
  await localFiles.scan()
  const labels = () => localFiles.list().map(({ work }) => work.label)
  const before = labels()

  await rename(path, join(folder, 'away.wav'))
  await localFiles.scan()
  expect(labels()).toEqual([])
  expect(() => localFiles.placeOf(before[0] ?? raise())).toThrow(/not in its folder/)
  await rename(join(folder, 'away.wav'), path)
  await localFiles.scan()
  expect(labels()).toEqual(before)

  await rename(path, join(music, 'Pilots', 'renamed.wav'))
  await localFiles.scan()
  expect([labels(), paths()]).toEqual([before, [join('Pilots', 'renamed.wav')]])
  expect(readFiles()).toHaveLength(1)

  await write('Pilots/renamed.wav', 3000)
  await localFiles.scan()
  expect([labels(), readFiles().length]).toEqual([before, 2])
})

test('words and pictures that come to lie beside a file, change or go are noticed, and what was measured of its sound stays', async () => {
  const path = await write('one.wav', 1000)
  const { localFiles, files, readFiles } = await setUp()
  await localFiles.add(music)
  const seen = async () => {
    await localFiles.scan()
    const [{ work }] = localFiles.list() as [OwnedWork]
    return { cover: work.artwork, lyrics: files.lyrics(work.id) }
  }
  expect(await seen()).toEqual({ cover: null, lyrics: null })
  const [{ work }] = localFiles.list() as [OwnedWork]
  files.setMeasured(work.id, { integrated: -9, truePeak: 0, waveform: 'x' })
  files.setSampleCount(work.id, 1600)

  const png = pngOf(3, 3)
  await writeFile(join(music, 'Cover.PNG'), png)
  await writeFile(join(music, 'One.LRC'), '[00:01.00]Morning tide')
  expect(await seen()).toEqual({ cover: coverCid(png), lyrics: '[00:01.00]Morning tide' })
  expect(files.filesWithCover(coverCid(png))).toEqual([{ root: music, file: 'one.wav' }])
  expect(files.covers()).toEqual(new Set([coverCid(png)]))
  await writeFile(join(music, 'One.LRC'), 'Other words')
  expect((await seen()).lyrics).toBe('Other words')
  await rm(join(music, 'One.LRC'))
  await rm(join(music, 'Cover.PNG'))
  expect(await seen()).toEqual({ cover: null, lyrics: null })
  expect([files.measured(work.id)?.integrated, files.sampleCount(work.id)]).toEqual([-9, 1600])
  const reads = readFiles().length
  await seen()
  expect(readFiles()).toHaveLength(reads)

  await writeFile(join(music, 'Pilots', 'cover.png'), png)
  await rename(path, join(music, 'Pilots', 'one.wav'))
  expect(await seen()).toEqual({ cover: coverCid(png), lyrics: null })
  expect(localFiles.list()[0]?.work.id).toBe(work.id)
  await write('Pilots/one.wav', 3000)
  await seen()
  expect(files.measured(work.id)).toBeUndefined()
})

test('links, pipes and large files beside a file are no picture and no words of it', async () => {
  await write('one.wav')
  await writeFile(join(folder, 'private.png'), pngOf(3, 3))
  await writeFile(join(folder, 'private.txt'), 'A secret')
  await symlink(join(folder, 'private.png'), join(music, 'cover.png'))
  execFileSync('mkfifo', [join(music, 'folder.jpg')])
  await symlink(join(folder, 'private.txt'), join(music, 'one.lrc'))
  expect(await readLocalFile(music, 'one.wav')).toEqual({ file: 'one.wav', tags: expect.anything() })
  expect(await readLocalCover(music, 'one.wav')).toBeUndefined()
  await rm(join(music, 'one.lrc'))
  await writeFile(join(music, 'one.lrc'), 'la '.repeat(30_000))
  expect(await readLocalFile(music, 'one.wav')).not.toHaveProperty('lyrics')
})

test('the music of a folder that can not be read comes back with it', async () => {
  await write('one.wav')
  const { localFiles } = await setUp()
  await localFiles.add(music)
  await localFiles.scan()
  await rename(music, join(folder, 'gone'))
  expect(await localFiles.scan()).toMatchObject([{ isHere: false, tracks: 0 }])
  await rename(join(folder, 'gone'), music)
  expect(await localFiles.scan()).toMatchObject([{ isHere: true, tracks: 1 }])
})

test('what is copied into a watched folder, or a new folder in it, is listed by itself', async () => {
  const { localFiles, paths } = await setUp()
  await localFiles.add(music)
  await localFiles.scan()
  await write('Pilots/new.wav')
  await vi.waitFor(() => expect(paths()).toEqual([join('Pilots', 'new.wav')]))
  await mkdir(join(music, 'Later'))
  await localFiles.scan()
  await write('Later/newer.wav', 2000)
  await vi.waitFor(() => expect(paths()).toHaveLength(2))
})

test('a folder is removed with all that is known of its files', async () => {
  await write('one.wav')
  const { localFiles, onChange, onRemove } = await setUp()
  const [added] = await localFiles.add(music)
  await localFiles.scan()
  onChange.mockClear()
  expect(localFiles.remove(added?.id ?? '')).toEqual([])
  expect([localFiles.list(), onChange.mock.calls.length]).toEqual([[], 1])
  expect(onRemove).toHaveBeenCalledOnce()
  expect(() => localFiles.remove(id)).toThrow(expect.objectContaining({ code: 'LOCAL_FOLDER_UNKNOWN' }))
})

test('folders do not overlap, nor lie with what is Busker’s own, and are folders that can be read', async () => {
  await mkdir(join(folder, 'busker', 'node'), { recursive: true })
  await writeFile(join(folder, 'file'), 'x')
  const { localFiles } = await setUp()
  await localFiles.add(music)
  const codeOf = (path: string) => localFiles.add(path).then(String, ({ code }) => String(code))
  expect(await codeOf(music)).toBe('LOCAL_FOLDER_WATCHED')
  expect(await codeOf(join(music, 'Pilots'))).toBe('LOCAL_FOLDER_WATCHED')
  expect(await codeOf(folder)).toBe('LOCAL_FOLDER_WATCHED')
  expect(await codeOf(join(folder, 'busker', 'node'))).toBe('LOCAL_FOLDER_WATCHED')
  expect(await codeOf(join(folder, 'file'))).toBe('LOCAL_FOLDER_UNREADABLE')
  expect(await codeOf(join(folder, 'none'))).toBe('LOCAL_FOLDER_UNREADABLE')
  for (let index = 1; index < 20; index += 1) {
    await mkdir(join(folder, `more-${index}`))
    await localFiles.add(join(folder, `more-${index}`))
  }
  await mkdir(join(folder, 'last'))
  expect(await codeOf(join(folder, 'last'))).toBe('LOCAL_FOLDERS_TOO_MANY')
})

test('artists of one name are one artist, of whatever letters, and stand for no account', async () => {
  await Promise.all(['a', 'b', 'c'].map((name, index) => write(`${name}.wav`, index + 1)))
  const names: Readonly<Record<string, string>> = {
    'a.wav': 'The Pilots',
    'b.wav': 'THE PILOTS',
    'c.wav': 'Others',
  }
  const { localFiles } = await setUp({
    reader: {
      read: async (_root, files) =>
        files.map((file) => ({ file, tags: { artist: names[file], durationMs: null } }) as ReadFile),
      stop: async () => undefined,
    },
  })
  await localFiles.add(music)
  await localFiles.scan()
  const artists = localFiles.list().map(({ work }) => work.artist)
  expect(new Set(artists).size).toBe(2)
  for (const artist of artists) expect(artist).toMatch(/^0x0{24}[0-9a-f]{16}$/)
})

function raise(): never {
  throw new Error('There is no such file.')
}
