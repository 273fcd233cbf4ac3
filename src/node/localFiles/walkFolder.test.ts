import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { walkFolder } from './walkFolder.ts'

const { signal } = new AbortController()
let folder: string
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'busker-walk-'))))
afterEach(() => rm(folder, { recursive: true }))

test('no more files than are taken are found, and it says so', async () => {
  for (let index = 0; index < 5; index += 1) await writeFile(join(folder, `${index}.mp3`), '')
  expect(await walkFolder(folder, signal, 3)).toMatchObject({ files: { length: 3 }, isFull: true })
  expect(await walkFolder(folder, signal, 5)).toMatchObject({ files: { length: 5 }, isFull: false })
})

test('folders deeper than anybody makes them are not entered', async () => {
  const deep = join(folder, ...Array.from({ length: 40 }, () => 'd'))
  await mkdir(deep, { recursive: true })
  await writeFile(join(deep, 'a.mp3'), '')
  const { files, folders } = await walkFolder(folder, signal)
  expect([files.length, folders.length]).toEqual([0, 32])
})

test('a folder that is not there, and one that is given up, are errors', async () => {
  await expect(walkFolder(join(folder, 'none'), signal)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(walkFolder(folder, AbortSignal.abort(new Error('Stopped.')))).rejects.toThrow('Stopped.')
})
