import { appendFile, lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { ExportHarness } from '../../node/export/testing/exportHarness.ts'
import type { FileExporter } from '../../node/export/fileExporter.ts'
import type { Label } from '../../shared/ids.ts'
import { DraggableFiles, type MakeContext, mostDragged } from './draggableFiles.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let harness: ExportHarness
let exporter: FileExporter
let outer: string
let folder: string
let files: DraggableFiles
beforeAll(async () => {
  harness = await ExportHarness.create()
})
afterAll(() => harness.playback.close())
beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), 'busker-drag-'))
  folder = join(outer, 'draggable')
  exporter = harness.exporter()
  files = open()
})
afterEach(async () => {
  await files.stop()
  await exporter.stop()
  await rm(outer, { recursive: true })
})

const open = (limit?: number) =>
  new DraggableFiles({
    folder,
    exportFiles: (input, context) => exporter.export({ ...input, ...context }),
    ...(limit !== undefined && { limit }),
  })
const context: MakeContext = { signal: new AbortController().signal, report: () => undefined }
const make = (...labels: Label[]) => files.make({ labels, format: 'flac' }, context)
const pathsOf = (...labels: Label[]) => files.pathsOf({ labels, format: 'flac' })
const modeOf = async (path: string) => (await lstat(path)).mode & 0o777
const isEmpty = async () => (await readdir(outer)).length === 0

test('a track is one tagged file that only its owner may read, and nothing before it is made', async () => {
  const { label } = harness.rain.capsule
  expect(await pathsOf(label)).toBeNull()
  const progress: number[] = []
  await files.make(
    { labels: [label], format: 'flac' },
    { ...context, report: ({ fraction }) => progress.push(fraction) },
  )
  const [path = ''] = (await pathsOf(label)) ?? []
  expect(basename(path)).toBe('Rain.flac')
  expect((await readFile(path)).toString('latin1')).toMatch(/^fLaC[^]*title=Rain/i)
  expect([await modeOf(path), await modeOf(dirname(path))]).toEqual([0o600, 0o700])
  expect(progress.at(-1)).toBe(1)
})

test('a release is its folder, with all of its tracks', async () => {
  const release = harness.release([harness.rain, harness.sun])
  await make(release)
  const [path = ''] = (await pathsOf(release)) ?? []
  expect(basename(path)).toBe('Weather')
  expect((await readdir(path)).toSorted()).toEqual(['01 Rain.flac', '02 Sun.flac'])
})

test('what is dragged together gets names of its own, whatever strangers call their works', async () => {
  const called = (title: string) => harness.variant(harness.rain, { title }).capsule.label
  const labels = [
    called('../../Intro'),
    called('..\\..\\INTRO'),
    called('CON'),
    harness.release([harness.sun]),
  ]
  const other = harness.release([harness.sun])
  await make(...labels, other)
  const paths = (await pathsOf(...labels, other)) ?? []
  expect(paths.map((path) => basename(path))).toEqual([
    '_.._Intro.flac',
    '_.._INTRO (2).flac',
    '_CON.flac',
    'Weather',
    'Weather (2)',
  ])
  for (const path of paths) expect(path.startsWith(folder)).toBe(true)
  const [first = '', second = ''] = paths
  expect(await readFile(second)).not.toHaveLength(0)
  expect(dirname(first)).not.toBe(dirname(second))
  expect(await readdir(paths[4] ?? '')).toEqual(['01 Sun.flac'])
})

test('what somebody moved away, or wrote to, is made anew before it is dragged', async () => {
  const { label } = harness.rain.capsule
  const release = harness.release([harness.rain, harness.sun])
  await make(label, release)
  const [track = '', album = ''] = (await pathsOf(label, release)) ?? []
  await appendFile(track, 'more')
  expect(await pathsOf(label)).toBeNull()
  await rm(join(album, '02 Sun.flac'))
  expect(await pathsOf(release)).toBeNull()
  await make(label, release)
  expect(await pathsOf(label, release)).toHaveLength(2)
})

test('a release of which one track can’t be had is not dragged at all', async () => {
  const lost = harness.unowned(harness.sun, { title: 'Lost' })
  const release = harness.release([harness.rain, lost])
  await expect(make(release)).rejects.toMatchObject({ code: expect.stringMatching(/^(PLAYBACK|CATALOGUE)_/) })
  expect(await pathsOf(release)).toBeNull()
  expect(await readdir(folder)).toEqual([])
})

test('another format is another file', async () => {
  const { label } = harness.rain.capsule
  await make(label)
  expect(await files.pathsOf({ labels: [label], format: 'wav' })).toBeNull()
})

test('the longest unused go where there are too many', async () => {
  const [rain, sun] = [harness.rain.capsule.label, harness.sun.capsule.label]
  const moon = harness.variant(harness.sun, { title: 'Moon' }).capsule.label
  const measured = open()
  await measured.make({ labels: [rain, sun], format: 'wav' }, context)
  const sizes = await Promise.all(
    ((await measured.pathsOf({ labels: [rain, sun], format: 'wav' })) ?? []).map(
      async (path) => (await lstat(path)).size,
    ),
  )
  await measured.stop()
  files = open((sizes[0] ?? 0) + (sizes[1] ?? 0) + 100)
  const isThere = async (label: Label) => (await files.pathsOf({ labels: [label], format: 'wav' })) !== null
  await files.make({ labels: [sun, rain], format: 'wav' }, context)
  expect(await isThere(sun)).toBe(true)
  await files.make({ labels: [moon], format: 'wav' }, context)
  expect([await isThere(rain), await isThere(sun), await isThere(moon)]).toEqual([false, true, true])
})

test('more than may lie there, and more works than a drag takes, are refused, and nothing is left', async () => {
  files = open(1000)
  const release = harness.release([harness.rain, harness.sun])
  for (const labels of [[harness.rain.capsule.label], [release]]) {
    await expect(make(...labels)).rejects.toMatchObject({ code: 'EXPORT_TOO_LARGE_TO_DRAG' })
  }
  expect(await readdir(folder)).toEqual([])
  const many = Array.from({ length: mostDragged + 1 }, () => release)
  await expect(make(...many)).rejects.toMatchObject({ code: 'EXPORT_TOO_LARGE_TO_DRAG' })
})

test('locking ends what is being made and removes all; it can be made again at once', async () => {
  const { label } = harness.rain.capsule
  await make(label)
  const began = Promise.withResolvers<void>()
  const making = files.make(
    { labels: [harness.sun.capsule.label], format: 'mp3' },
    { ...context, report: () => began.resolve() },
  )
  await began.promise
  const removed = files.removeAll()
  const again = make(label)
  await expect(making).rejects.toMatchObject({ code: 'EXPORT_CANCELLED' })
  await removed
  await again
  expect(await pathsOf(label)).toHaveLength(1)
  await files.removeAll()
  expect(await isEmpty()).toBe(true)
})

test('what a crash left is removed at the start', async () => {
  await mkdir(join(folder, 'left'), { recursive: true })
  await writeFile(join(folder, 'left', 'Rain.flac'), 'sound')
  await files.start()
  expect(await isEmpty()).toBe(true)
})

test('a folder for a file to be looked at is private, and goes with the rest; it can be asked for while all is removed', async () => {
  const first = await files.makeFolder()
  await writeFile(join(first, 'Booklet.pdf'), '%PDF')
  expect(await modeOf(first)).toBe(0o700)
  const removed = files.removeAll()
  const second = await files.makeFolder()
  await removed
  expect(await readdir(folder)).toEqual([basename(second)])
})
