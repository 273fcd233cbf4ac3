import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { FileExporter } from './fileExporter.ts'
import { ChosenFolder, ExportHarness } from './testing/exportHarness.ts'

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

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['CON', '_CON'],
  ['dots...', 'dots'],
  ['\u{1f469}\u200d\u{1f3a4}'.repeat(300), '\u{1f469}\u200d\u{1f3a4}'.repeat(16)],
  ['a/b\\c:d|e', 'a_b_c_d_e'],
])('a work that is called %j stays in the folder', async (title, name) => {
  const track = harness.variant(harness.sun, { title, artistName: title, releaseTitle: title })
  const { files } = await exporter.export(chosen.request([track.capsule.label]))
  expect(await chosen.files()).toEqual([join(name, name, `${name}.flac`)])
  expect(files[0]?.file).toBe(join(chosen.path, name, name, `${name}.flac`))
})

test('tracks and releases of one name are kept apart, also where only the case differs', async () => {
  const [one, two, three] = [{ title: 'Rain' }, { title: 'RAIN' }, { title: 'rain' }].map((credits, index) =>
    harness.variant(index === 0 ? harness.rain : harness.sun, {
      ...credits,
      artistName: 'Ada',
      releaseTitle: 'Weather',
    }),
  )
  const labels = [one, two, three].flatMap((track) => track?.capsule.label ?? [])
  const [first, second] = [
    harness.release([harness.variant(harness.rain, { title: 'X' })]),
    harness.release([harness.variant(harness.sun, { title: 'X' })]),
  ]
  await exporter.export(chosen.request([...labels, ...labels, first, second]))
  expect(await chosen.files()).toEqual([
    join('Ada', 'Weather (2)', '01 X.flac'),
    join('Ada', 'Weather (3)', '01 X.flac'),
    join('Ada', 'Weather', 'RAIN (2).flac'),
    join('Ada', 'Weather', 'Rain.flac'),
    join('Ada', 'Weather', 'rain (3).flac'),
  ])
})

test('numbers are the artist’s where they follow the release, and its places where they don’t', async () => {
  const discs = [
    harness.variant(harness.rain, { title: 'A', discNumber: 1, trackNumber: 9 }),
    harness.variant(harness.sun, { title: 'B', discNumber: 2, trackNumber: 1 }),
  ]
  const turned = [
    harness.variant(harness.rain, { title: 'C', trackNumber: 2 }),
    harness.variant(harness.sun, { title: 'D', trackNumber: 1 }),
  ]
  await exporter.export(
    chosen.request([
      harness.release(discs, { title: 'Discs' }),
      harness.release(turned, { title: 'Turned' }),
    ]),
  )
  expect(await chosen.files()).toEqual([
    join('Ada', 'Discs', '1-09 A.flac'),
    join('Ada', 'Discs', '2-01 B.flac'),
    join('Ada', 'Turned', '01 C.flac'),
    join('Ada', 'Turned', '02 D.flac'),
  ])
})
