import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PreferenceFile } from './preferences.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-preferences-'))
  file = join(folder, 'preferences.json')
})
afterEach(() => rm(folder, { recursive: true }))

test('are the usual ones until they are changed, and are kept', async () => {
  const preferences = await PreferenceFile.open(file)
  expect(preferences.value.theme).toBe('system')
  await preferences.set({ theme: 'dark' })
  expect((await PreferenceFile.open(file)).value).toEqual({ ...preferences.value, theme: 'dark' })
})

test.each(['', 'no JSON', '{"theme":"pink"}', '[]', '{"more":1}'])(
  'a file with %j counts as none',
  async (text) => {
    await writeFile(file, text)
    expect((await PreferenceFile.open(file)).value.theme).toBe('system')
  },
)

test('from an older version are completed', async () => {
  await writeFile(file, '{"theme":"light"}')
  const { value } = await PreferenceFile.open(file)
  expect([value.theme, value.closeToTray]).toEqual(['light', true])
})

test('a change of nothing writes what there is', async () => {
  const preferences = await PreferenceFile.open(file)
  await preferences.set({})
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(preferences.value)
})
