import { execFile } from 'node:child_process'
import { chmod, lstat, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parseFile } from 'music-metadata'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newWorkId } from '../../protocol/manifest.ts'
import { toLabel } from '../../shared/ids.ts'
import type { FileExporter } from './fileExporter.ts'
import { ChosenFolder, ExportHarness } from './testing/exportHarness.ts'

const run = promisify(execFile)
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let harness: ExportHarness
let chosen: ChosenFolder
let exporter: FileExporter
beforeAll(async () => {
  harness = await ExportHarness.create()
})
afterAll(() => harness.playback.close())
beforeEach(async () => {
  chosen = await ChosenFolder.create()
  exporter = harness.exporter()
})
afterEach(async () => {
  await exporter.stop()
  await chosen.remove()
})

async function samplesOf(path: string): Promise<Buffer> {
  const args = ['-v', 'error', '-i', path, '-map', '0:a', '-f', 's16le', '-']
  return (await run(harness.ffmpeg, args, { encoding: 'buffer', maxBuffer: 1 << 26 })).stdout
}

test('a release becomes a folder of tagged files with its cover, exact to the sample', async () => {
  const red = await sharp({ create: { width: 50, height: 50, channels: 4, background: '#c0000080' } })
    .webp()
    .toBuffer()
  const cid = await harness.playback.blocks.put(new Uint8Array(red), 'raw')
  const artwork = { cid, size: red.byteLength, mediaType: 'image/webp' as const }
  const words = {
    artistName: 'Ada',
    genre: 'Folk',
    year: 2020,
    releaseDate: '2020-05-07',
    isrc: 'GBAYE6800011',
    composer: 'Bo',
  }
  const tracks = [
    harness.variant(
      harness.rain,
      { ...words, title: 'Rain', trackNumber: 1, lyrics: 'drip\n\ndrop' },
      { artwork },
    ),
    harness.variant(harness.sun, { ...words, title: 'Sun', trackNumber: 2 }, { artwork }),
  ]
  const progress: string[] = []
  const result = await exporter.export(
    chosen.request([harness.release(tracks, { albumArtist: 'Various Artists' }, { artwork })], {
      report: ({ done, total, title }) => progress.push(`${done}/${total} ${title}`),
    }),
  )
  const inside = join('Various Artists', 'Weather')
  expect(await chosen.files()).toEqual([
    join(inside, '01 Rain.flac'),
    join(inside, '02 Sun.flac'),
    join(inside, 'cover.jpg'),
  ])
  expect(result).toMatchObject({
    folder: chosen.path,
    failures: [],
    files: [
      {
        file: join(chosen.path, inside, '01 Rain.flac'),
        title: 'Rain',
        isNew: true,
        madeFrom: 'lossless',
        hasCover: true,
      },
      { title: 'Sun', samples: Math.round(0.7 * 44_100), sampleRate: 44_100, channels: 2 },
    ],
  })
  expect(new Set(progress)).toEqual(new Set(['0/2 Rain', '1/2 Sun']))
  expect(
    (await samplesOf(join(chosen.path, inside, '01 Rain.flac'))).equals(
      await samplesOf(harness.sourceOf('Rain')),
    ),
  ).toBe(true)
  const { common } = await parseFile(join(chosen.path, inside, '01 Rain.flac'))
  expect(common).toMatchObject({
    title: 'Rain',
    artist: 'Ada',
    album: 'Weather',
    albumartist: 'Various Artists',
    track: { no: 1, of: 2 },
    date: '2020-05-07',
    isrc: ['GBAYE6800011'],
    lyrics: [{ text: 'drip\n\ndrop' }],
  })
  const picture = await readFile(join(chosen.path, inside, 'cover.jpg'))
  expect(Buffer.from(common.picture?.[0]?.data ?? []).equals(picture)).toBe(true)
  expect((await sharp(picture).metadata()).format).toBe('jpeg')
})

test('what is there stays: another file keeps its name, the very same one is not written again', async () => {
  const { label } = harness.variant(harness.sun, { title: 'Sun', artistName: 'Ada' }).capsule
  await mkdir(join(chosen.path, 'Ada'))
  await writeFile(join(chosen.path, 'Ada', 'Sun.flac'), 'mine')
  await symlink('/nowhere', join(chosen.path, 'Ada', 'Sun (2).flac'))
  const first = await exporter.export(chosen.request([label]))
  expect(first.files).toMatchObject([{ file: join(chosen.path, 'Ada', 'Sun (3).flac'), isNew: true }])
  const again = await exporter.export(chosen.request([label]))
  expect(again.files).toMatchObject([{ file: join(chosen.path, 'Ada', 'Sun (3).flac'), isNew: false }])
  expect(await readFile(join(chosen.path, 'Ada', 'Sun.flac'), 'utf8')).toBe('mine')
  expect(await chosen.files()).toHaveLength(3)
})

test('the same release twice at once is there once', async () => {
  const label = harness.release([
    harness.variant(harness.rain, { title: 'Rain', trackNumber: 1 }),
    harness.variant(harness.sun, { title: 'Sun', trackNumber: 2 }),
  ])
  const both = await Promise.all([
    exporter.export(chosen.request([label])),
    exporter.export(chosen.request([label])),
  ])
  expect(await chosen.files()).toEqual([
    join('Ada', 'Weather', '01 Rain.flac'),
    join('Ada', 'Weather', '02 Sun.flac'),
  ])
  const made = both.flatMap(({ files }) => files).filter(({ isNew }) => isNew)
  expect(made).toHaveLength(2)
})

test('stopped in the middle, whole files stay and nothing else', async () => {
  const controller = new AbortController()
  const label = harness.release([
    harness.variant(harness.rain, { title: 'Rain', trackNumber: 1 }),
    harness.variant(harness.sun, { title: 'Sun', trackNumber: 2 }),
  ])
  const written = exporter.export(
    chosen.request([label], {
      signal: controller.signal,
      report: ({ done, fraction }) => void (done === 1 && fraction > 0 && controller.abort()),
    }),
  )
  await expect(written).rejects.toMatchObject({
    code: 'EXPORT_CANCELLED',
    message: expect.stringContaining('One file is there'),
  })
  expect(await readdir(chosen.path)).toEqual(['Ada'])
  expect(await chosen.files()).toEqual([join('Ada', 'Weather', '01 Rain.flac')])
  expect(await samplesOf(join(chosen.path, 'Ada', 'Weather', '01 Rain.flac'))).toHaveLength(1.3 * 44_100 * 4)
})

test('what a crash left is removed at the next start, and nothing that Busker has not made', async () => {
  const left = join(chosen.path, '.busker-export-0123456789abcdef')
  const others = join(chosen.path, 'My music')
  const gone = join(chosen.path, 'unplugged', '.busker-export-0123456789abcdef')
  for (const path of [left, others]) {
    await mkdir(path)
    await writeFile(join(path, 'track'), 'half')
  }
  const note = harness.playback.store.prepare('INSERT INTO export_folders (folder) VALUES (?)')
  for (const path of [left, others, gone]) note.run(path)
  const noted = () => harness.playback.store.prepare('SELECT folder FROM export_folders').pluck().all()
  await exporter.start()
  expect(await readdir(chosen.path)).toEqual(['My music'])
  expect(noted()).toEqual([gone])
  // Its disk is there again.
  await mkdir(gone, { recursive: true })
  await exporter.start()
  expect(await readdir(join(chosen.path, 'unplugged'))).toEqual([])
  expect(noted()).toEqual([])
})

test('what can’t be removed stops neither the start nor another export', async () => {
  await writeFile(join(chosen.path, 'no folder'), '')
  const left = join(chosen.path, 'no folder', '.busker-export-0123456789abcdef')
  const { store } = harness.playback
  store.prepare('INSERT INTO export_folders (folder) VALUES (?)').run(left)
  await exporter.start()
  const { label } = harness.variant(harness.sun, { title: 'Sun' }).capsule
  expect((await exporter.export(chosen.request([label]))).files).toHaveLength(1)
  expect(store.prepare('SELECT folder FROM export_folders').pluck().all()).toEqual([left])
  store.prepare('DELETE FROM export_folders').run()
})

test('a folder that goes away in the middle is said, and not made again somewhere else', async () => {
  const label = harness.release([
    harness.variant(harness.rain, { title: 'Rain', trackNumber: 1 }),
    harness.variant(harness.sun, { title: 'Sun', trackNumber: 2 }),
  ])
  const target = join(chosen.path, 'stick')
  const away = join(chosen.path, 'drawer')
  let isGone: Promise<void> | undefined
  const written = exporter.export(
    chosen.request([label], {
      folder: target,
      report: ({ done }) => void (done === 1 && (isGone ??= rename(target, away))),
    }),
  )
  await expect(written).rejects.toMatchObject({
    code: 'EXPORT_FOLDER_GONE',
    message: expect.stringContaining(target),
  })
  await isGone
  expect(await readdir(chosen.path)).toEqual(['drawer'])
  expect(await chosen.files(away)).toContain(join('Ada', 'Weather', '01 Rain.flac'))
})

test('a full disk is said, and no half file is left', async () => {
  const limited = join(harness.playback.folder, 'limited.sh')
  await writeFile(limited, `#!/bin/sh\ntrap '' XFSZ\nulimit -f 64\nexec '${harness.ffmpeg}' "$@"\n`)
  await chmod(limited, 0o755)
  const { label } = harness.variant(harness.rain, { title: 'Rain' }).capsule
  const written = harness.exporter({ ffmpeg: limited }).export(chosen.request([label]))
  await expect(written).rejects.toMatchObject({
    code: 'EXPORT_DISK_FULL',
    message: expect.stringContaining('No file was written'),
  })
  expect(await readdir(chosen.path)).toEqual([])
})

test('a file where a folder has to be is said', async () => {
  const { label } = harness.variant(harness.sun, { title: 'Sun', artistName: 'Ada' }).capsule
  await writeFile(join(chosen.path, 'Ada'), 'mine')
  await expect(exporter.export(chosen.request([label]))).rejects.toMatchObject({ code: 'EXPORT_UNWRITABLE' })
  expect(await readFile(join(chosen.path, 'Ada'), 'utf8')).toBe('mine')
  expect(await readdir(chosen.path)).toEqual(['Ada'])
})

test('a track that nobody has, or that is not owned, is named, and the others are written', async () => {
  const owned = harness.variant(harness.sun, { title: 'Sun', artistName: 'Ada' }).capsule.label
  const stranger = toLabel('track', newWorkId(harness.rain.artist), 1)
  const unowned = harness.unowned(harness.rain, { title: 'Not mine' })
  const { files, failures } = await exporter.export(chosen.request([stranger, unowned.capsule.label, owned]))
  expect(files).toMatchObject([{ title: 'Sun' }])
  expect(failures).toMatchObject([
    { label: stranger, title: null, code: 'CATALOGUE_UNKNOWN' },
    { title: 'Not mine', code: 'PLAYBACK_NOT_OWNED' },
  ])
  await expect(exporter.export(chosen.request([unowned.capsule.label]))).rejects.toMatchObject({
    code: 'PLAYBACK_NOT_OWNED',
  })
})

test('where only AAC is sold, M4A copies it, and all else says that it is made from it', async () => {
  const renditions = harness.rain.renditions.filter(({ codec }) => codec !== 'flac')
  const { label } = harness.variant(
    harness.rain,
    { title: 'Rain', artistName: 'Ada' },
    { renditions },
  ).capsule
  for (const format of ['m4a', 'flac', 'mp3'] as const) {
    const { files } = await exporter.export(chosen.request([label], { format }))
    expect(files).toMatchObject([{ madeFrom: 'aac', file: join(chosen.path, 'Ada', `Rain.${format}`) }])
  }
  expect((await parseFile(join(chosen.path, 'Ada', 'Rain.m4a'))).format.codec).toMatch(/AAC/)
})

test('files may be read by whoever may read their folder, and written by nobody else', async () => {
  const { label } = harness.variant(harness.sun, { title: 'Sun', artistName: 'Ada' }).capsule
  await chmod(chosen.path, 0o777)
  await exporter.export(chosen.request([label]))
  expect((await lstat(join(chosen.path, 'Ada', 'Sun.flac'))).mode & 0o777).toBe(0o644)
  expect((await lstat(join(chosen.path, 'Ada'))).mode & 0o777).toBe(0o755)
})
