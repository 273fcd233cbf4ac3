import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { receiptBegin, receiptEnd } from '../../node/receipts/findReceipt.ts'
import { toErrorData } from '../../shared/errors.ts'
import { copyOpener } from './copyOpener.ts'
import { Documents } from './documents.ts'
import { RecentFiles } from './recentFiles.ts'

let folder: string
let opened: string[]
let recent: RecentFiles
let documents: Documents
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-documents-'))
  opened = []
  const system = { addRecentDocument: () => undefined, clearRecentDocuments: () => undefined }
  recent = await RecentFiles.open({
    file: at('recent.json'),
    system,
    onChange: () => undefined,
    onFailure: (error) => opened.push(`failure ${String(error)}`),
  })
  documents = new Documents({
    recent,
    openInvitation: (link) => opened.push(`invitation ${link}`),
    addNetwork: async (file) => void opened.push(`network ${file}`),
    openCopy: async (file) => void opened.push(`copy ${file}`),
    onReceipt: () => opened.push('receipt'),
  })
})
afterEach(() => rm(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
async function fileOf(text: string, name = 'file.txt'): Promise<string> {
  await writeFile(at(name), text)
  return at(name)
}
const codeOf = async (opening: Promise<unknown>) =>
  toErrorData(await opening.catch((error: unknown) => error)).code

test('a receipt is handed on once, its proof alone, whatever the page around it says', async () => {
  const page = `<script>alert(1)</script>${receiptBegin}\nabc-DEF_123\n${receiptEnd}<h1>Paid!</h1>`
  await documents.openFile(await fileOf(page, 'receipt.html'))
  expect(opened).toEqual(['receipt'])
  expect(documents.takeReceipt()?.trim()).toBe('abc-DEF_123')
  expect(documents.takeReceipt()).toBeNull()
  expect(recent.list()).toMatchObject([{ kind: 'receipt', name: 'receipt.html' }])
})

test('an invitation is shown, a copy is offered to go on from, and a copy is not noted', async () => {
  await documents.openFile(await fileOf('busker://join/abc\n', 'to-the-hub.busker'))
  await documents.openFile(await fileOf('BUSKSNAP…', 'copy.busker'))
  expect(opened).toEqual(['invitation busker://join/abc', `copy ${at('copy.busker')}`])
  expect(recent.list().map(({ name }) => name)).toEqual(['to-the-hub.busker'])
})

test('what is in a file decides, not its name', async () => {
  await documents.openFile(await fileOf('busker://join/abc', 'receipt.html'))
  expect(opened).toEqual(['invitation busker://join/abc'])
})

test.each([
  ['a program', '\u007FELF\u0002', 'DOCUMENT_UNKNOWN'],
  ['an empty file', '', 'DOCUMENT_UNKNOWN'],
  ['a link to a page, which is no document', 'busker://wallet/x', 'DOCUMENT_UNKNOWN'],
  ['two proofs', `${receiptBegin}a${receiptEnd}${receiptBegin}b${receiptEnd}`, 'RECEIPT_AMBIGUOUS'],
])('%s opens nothing, and is not noted', async (_what, text, code) => {
  expect(await codeOf(documents.openFile(await fileOf(text)))).toBe(code)
  expect([opened, recent.list(), documents.takeReceipt()]).toEqual([[], [], null])
})

test('of a huge file no more is read than a receipt can have', async () => {
  const file = await fileOf('<html>')
  await truncate(file, 64 * 1024 ** 3)
  expect(await codeOf(documents.openFile(file))).toBe('RECEIPT_TOO_LARGE')
})

test.skipIf(process.platform === 'win32')('what is no file is not waited for', async () => {
  await mkdir(at('folder.html'))
  await promisify(execFile)('mkfifo', [at('pipe.html')])
  await symlink('/dev/zero', at('device.html'))
  for (const name of ['folder.html', 'pipe.html', 'device.html']) {
    expect(await codeOf(documents.openFile(at(name)))).toBe('DOCUMENT_UNKNOWN')
  }
  expect(await codeOf(documents.openFile(at('nothing.html')))).toBe('DOCUMENT_GONE')
})

test('a recent file is opened as before; one that is gone leaves the list', async () => {
  const profile = await fileOf('{}', 'network.json')
  const receipt = await fileOf('abc', 'receipt.txt')
  await recent.add('network', profile)
  await recent.add('receipt', receipt)
  const idOf = (name: string) => recent.list().find((one) => one.name === name)?.id ?? ''
  await documents.openRecent(idOf('network.json'))
  await documents.openRecent(idOf('receipt.txt'))
  expect(opened).toEqual([`network ${profile}`, 'receipt'])
  await rm(receipt)
  expect(await codeOf(documents.openRecent(idOf('receipt.txt')))).toBe('DOCUMENT_GONE')
  expect(recent.list().map(({ name }) => name)).toEqual(['network.json'])
})

test('where there are keys a copy is not opened; a huge or broken one is refused before it is read', async () => {
  const offered: unknown[] = []
  const opener = (phase: 'new' | 'open' | 'locked') =>
    copyOpener({ phase: () => phase, restoreFrom: async (copy) => void offered.push(copy) })
  const file = await fileOf('BUSKSNAP…', 'copy.busker')
  for (const phase of ['open', 'locked'] as const) {
    expect(await codeOf(opener(phase)(file))).toBe('DOCUMENT_COPY_NOT_NEEDED')
  }
  expect(await codeOf(opener('new')(file))).toBe('SNAPSHOT_NO_FILE')
  await truncate(file, 64 * 1024 ** 3)
  expect(await codeOf(opener('new')(file))).toBe('SNAPSHOT_NO_FILE')
  expect(offered).toEqual([])
})
