import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type BonusFile, newWorkId } from '../../protocol/manifest.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { ContentKey } from '../access/access.ts'
import { commitmentOf } from '../access/capsules.ts'
import { sealBonus } from '../bonus/sealBonus.ts'
import type { FileExporter } from './fileExporter.ts'
import { ChosenFolder, ExportHarness } from './testing/exportHarness.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let harness: ExportHarness
let chosen: ChosenFolder
let exporter: FileExporter
const key = new Uint8Array(randomBytes(32)) as ContentKey
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

async function sealText(release: WorkId, text: string, change: Partial<BonusFile> = {}): Promise<BonusFile> {
  const path = join(harness.playback.folder, 'Words.txt')
  await writeFile(path, text)
  return { ...(await sealBonus(path, { release, key, blocks: harness.playback.blocks })), ...change }
}
function releaseWith(id: WorkId, files: BonusFile[]) {
  return harness.release([harness.rain], {}, { bonus: { commitment: commitmentOf(key), files } }, id)
}

test('what goes with a release is saved in its folder, under names that no system takes for anything else', async () => {
  const id = newWorkId(harness.rain.artist)
  const names = [
    '../../.bashrc',
    'Words',
    'words',
    'con',
    'invoice.pdf.exe\u202efdp',
    '01 Rain',
    'C:\\autoexec',
  ]
  const files: BonusFile[] = []
  for (const [index, name] of names.entries()) files.push(await sealText(id, `Text ${index}.`, { name }))
  const label = releaseWith(id, files)
  harness.playback.access.keep(id, 1, key)
  const { bonus, failures } = await exporter.export(chosen.request([label, label]))
  expect(failures).toEqual([])
  const folder = join('Ada', 'Weather')
  expect(await chosen.files()).toEqual(
    [
      '01 Rain (2).txt',
      '01 Rain.flac',
      'C__autoexec.txt',
      'Words.txt',
      '_.._.bashrc.txt',
      '_con.txt',
      'invoice.pdf.exefdp.txt',
      'words (2).txt',
    ]
      .map((name) => join(folder, name))
      .toSorted(),
  )
  expect(bonus).toHaveLength(names.length)
  expect(await readFile(join(chosen.path, folder, 'words (2).txt'), 'utf8')).toBe('Text 2.')
  const again = await exporter.export(chosen.request([label]))
  expect(again.bonus.every(({ isNew }) => !isNew)).toBe(true)
})

test('a file that is not what its artist says is not saved, and the music is', async () => {
  const id = newWorkId(harness.rain.artist)
  const label = releaseWith(id, [
    await sealText(id, 'MZ a program', { kind: 'pdf' }),
    await sealText(id, 'Right.'),
  ])
  harness.playback.access.keep(id, 1, key)
  const { files, bonus, failures } = await exporter.export(chosen.request([label]))
  expect(failures).toMatchObject([{ label, title: 'Words', code: 'BONUS_FORGED' }])
  expect(files).toHaveLength(1)
  expect(bonus).toHaveLength(1)
  expect((await chosen.files()).filter((name) => name.endsWith('.pdf'))).toEqual([])
})

test('whoever owns the tracks alone gets the tracks alone, and a track brings no files', async () => {
  const id = newWorkId(harness.rain.artist)
  const label = releaseWith(id, [await sealText(id, 'Words.')])
  const alone = await exporter.export(chosen.request([label]))
  expect([alone.files.length, alone.bonus, alone.failures]).toEqual([1, [], []])
  harness.playback.access.keep(id, 1, key)
  const track = await exporter.export(chosen.request([harness.rain.capsule.label]))
  expect(track.bonus).toEqual([])
})

test('one file is saved by itself, where it was chosen to be, and what is there already stays', async () => {
  const id = newWorkId(harness.rain.artist)
  const files = [
    await sealText(id, 'One.', { name: '../../.bashrc' }),
    await sealText(id, 'Two.', { name: 'con' }),
  ]
  const label = releaseWith(id, files)
  const save = (index: number) =>
    exporter.exportBonus({ label, index, folder: chosen.path, signal: new AbortController().signal })
  await expect(save(0)).rejects.toMatchObject({ code: 'BONUS_UNKNOWN' })
  harness.playback.access.keep(id, 1, key)
  expect(await save(1)).toEqual({ label, file: join(chosen.path, '_con.txt'), isNew: true })
  expect(await save(1)).toMatchObject({ isNew: false })
  await writeFile(join(chosen.path, '_con.txt'), 'mine')
  expect(await save(1)).toMatchObject({ file: join(chosen.path, '_con (2).txt'), isNew: true })
  const { file } = await save(0)
  expect(await readFile(file, 'utf8')).toBe('One.')
  expect(file.startsWith(join(chosen.path, '_'))).toBe(true)
  expect(await chosen.files()).toHaveLength(3)
  await expect(save(2)).rejects.toMatchObject({ code: 'BONUS_UNKNOWN' })
})

test('files that go with a release are kept, all of them or not at all, by whoever has their key', async () => {
  const { playback, downloads, access } = harness.playback
  const id = newWorkId(harness.rain.artist)
  const label = releaseWith(id, [await sealText(id, 'One.'), await sealText(id, 'Two.')])
  await expect(playback.download(label)).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OWNED' })
  access.keep(id, 1, key)
  const bytes = await playback.download(label)
  expect(downloads.releases()).toContainEqual({ label, bytes })
  const bare = harness.release([harness.rain])
  await expect(playback.download(bare)).rejects.toMatchObject({ code: 'PLAYBACK_NOT_A_TRACK' })
})
