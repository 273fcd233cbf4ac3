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
