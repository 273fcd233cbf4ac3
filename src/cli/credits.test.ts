import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditsFrom, parseReleaseType } from './credits.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-lyrics-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileOf(content: string | Uint8Array): string {
  const file = join(folder, 'words.lrc')
  writeFileSync(file, content)
  return file
}

test('what is not said is left to the file, what is said empty is taken away', async () => {
  expect(await creditsFrom({})).toEqual({})
  expect(await creditsFrom({ albumArtist: '', composer: 'Tilda', copyright: '℗ 2026', lyrics: '' })).toEqual({
    albumArtist: '',
    composer: 'Tilda',
    copyright: '℗ 2026',
    lyrics: '',
  })
})

test('an ISRC is read with hyphens or without, and refused when it is none', async () => {
  expect(await creditsFrom({ isrc: 'de-a62-26-00017', recordLabel: 'Boathouse', licence: '' })).toEqual({
    isrc: 'DEA622600017',
    recordLabel: 'Boathouse',
    licence: '',
  })
  expect(await creditsFrom({ isrc: '' })).toEqual({ isrc: '' })
  await expect(creditsFrom({ isrc: 'DEA6226' })).rejects.toMatchObject({ code: 'CLI_ISRC' })
})

test('lyrics are the text of a file', async () => {
  const lrc = '[00:04.10]Über den Dächern'
  expect(await creditsFrom({ lyrics: fileOf(`\uFEFF${lrc}`) })).toEqual({ lyrics: lrc })
})

test.each([
  ['a file that is not there', () => join(folder, 'nothing.txt')],
  ['one that is no text', () => fileOf(Uint8Array.of(0xff, 0xfe, 0x00))],
  ['a novel', () => fileOf('word '.repeat(8000))],
])('%s holds no lyrics', async (_what, file) => {
  await expect(creditsFrom({ lyrics: file() })).rejects.toMatchObject({ code: 'CLI_LYRICS' })
})

test('a date is a day, a month or a year, and a type is one of those there are', async () => {
  expect(await creditsFrom({ date: '2026-11' })).toEqual({ releaseDate: '2026-11' })
  expect(await creditsFrom({ date: '' })).toEqual({ releaseDate: '' })
  await expect(creditsFrom({ date: 'tomorrow' })).rejects.toMatchObject({ code: 'CLI_DATE' })
  expect([parseReleaseType('EP'), parseReleaseType('')]).toEqual(['ep', ''])
  expect(() => parseReleaseType('opera')).toThrow(expect.objectContaining({ code: 'CLI_RELEASE_TYPE' }))
})

test('tags have commas between them, and are refused where they are too many or too long', async () => {
  expect(await creditsFrom({ tags: 'lo-fi, #Lisbon' })).toEqual({ tags: ['lo-fi', 'Lisbon'] })
  expect(await creditsFrom({ tags: '' })).toEqual({ tags: [] })
  await expect(creditsFrom({ tags: 'x'.repeat(41) })).rejects.toMatchObject({ code: 'CLI_TAGS' })
})
