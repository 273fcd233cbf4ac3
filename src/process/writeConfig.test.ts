import { lstat, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeConfig } from './writeConfig.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'busker-config-'))))
afterEach(() => rm(folder, { recursive: true }))

test('a configuration is written where there is none, and over one', async () => {
  const file = join(folder, 'hub.json')
  for (const text of ['first', 'second']) {
    await writeConfig(file, text)
    expect(await readFile(file, 'utf8')).toBe(text)
  }
})

test('what a link leads to is written, even where that is not there yet, and the link stays', async () => {
  await mkdir(join(folder, 'etc'))
  const link = join(folder, 'hub.json')
  await symlink('etc/hub.json', link)
  for (const text of ['first', 'second']) {
    await writeConfig(link, text)
    expect(await readFile(join(folder, 'etc', 'hub.json'), 'utf8')).toBe(text)
  }
  expect((await lstat(link)).isSymbolicLink()).toBe(true)
})
