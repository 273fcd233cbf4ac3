import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RecentFiles } from './recentFiles.ts'

let folder: string
let noted: string[]
let changes: number
let failures: unknown[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-recent-'))
  noted = []
  changes = 0
  failures = []
})
afterEach(() => rm(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const open = () =>
  RecentFiles.open({
    file: at('recent.json'),
    system: {
      addRecentDocument: (file) => noted.push(file),
      clearRecentDocuments: () => (noted = []),
    },
    onChange: () => (changes += 1),
    onFailure: (error) => failures.push(error),
  })
const names = (recent: RecentFiles) => recent.list().map(({ name }) => name)

test('the newest ten are kept, each once, also for the next start, and told to the system', async () => {
  const recent = await open()
  for (let index = 0; index < 12; index += 1) await recent.add('receipt', at(`${index}.html`))
  await recent.add('receipt', at('5.html'))
  const kept = ['5', '11', '10', '9', '8', '7', '6', '4', '3', '2'].map((name) => `${name}.html`)
  expect(names(recent)).toEqual(kept)
  expect(names(await open())).toEqual(kept)
  expect([noted.length, changes]).toEqual([13, 13])
  const [newest] = recent.list()
  expect(recent.find(newest?.id ?? '')).toMatchObject({ kind: 'receipt', file: at('5.html') })
})

test('the list is its owner’s alone, and says nothing of what is in a file', async () => {
  await writeFile(at('invitation.busker'), 'busker://join/secret')
  const recent = await open()
  await recent.add('invitation', at('invitation.busker'))
  expect((await stat(at('recent.json'))).mode & 0o777).toBe(0o600)
  expect(await readFile(at('recent.json'), 'utf8')).not.toContain('secret')
})

test('clearing forgets all, here and in the system’s list, and touches no file', async () => {
  await writeFile(at('receipt.html'), 'proof')
  const recent = await open()
  await recent.add('receipt', at('receipt.html'))
  const [one] = recent.list()
  await recent.clear()
  expect([recent.list(), names(await open()), noted]).toEqual([[], [], []])
  expect(() => recent.find(one?.id ?? '')).toThrow(expect.objectContaining({ code: 'DOCUMENT_GONE' }))
  expect(await readFile(at('receipt.html'), 'utf8')).toBe('proof')
})

test.each([
  '{',
  '[{"id":"x"}]',
  '[{"id":"6f9619ff-8b86-4011-b42d-00cf4fc964ff","kind":"program","file":"/bin/sh"}]',
])('a damaged list counts as none: %s', async (text) => {
  await writeFile(at('recent.json'), text)
  expect((await open()).list()).toEqual([])
})

test('the name of a stranger’s file is one short line that turns nothing around', async () => {
  const recent = await open()
  await recent.add('receipt', at(`invoice\u202Elmth.exe\n${'x'.repeat(200)}.html`))
  const [name = ''] = names(recent)
  expect(name).not.toMatch(/[\u202E\n]/)
  expect(name.length).toBeLessThan(80)
})

test('what can’t be noted is opened and saved all the same', async () => {
  const recent = await open()
  await mkdir(at('recent.json'))
  await recent.add('receipt', at('one.html'))
  expect(failures).toHaveLength(1)
  expect(names(recent)).toEqual(['one.html'])
})
