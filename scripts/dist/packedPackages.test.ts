import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { licencesOf } from './licences.ts'
import { copyPackages, packagesNeeded } from './packedPackages.ts'

const root = join(import.meta.dirname, '..', '..')

test('a package needs those it depends on, at the places where it finds them, and no others', () => {
  expect(packagesNeeded(root, ['pino-std-serializers'])).toEqual(['node_modules/pino-std-serializers'])
  const needed = packagesNeeded(root, ['raiden-ts'])
  expect(needed).toContain('node_modules/matrix-js-sdk')
  expect(needed).not.toContain('node_modules/electron')
  expect(packagesNeeded(root)).toEqual(expect.arrayContaining(needed))
})

test('what is copied of a package runs on this system', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'busker-packages-'))
  try {
    await copyPackages(root, ['node_modules/better-sqlite3'], folder)
    const copied = join(folder, 'node_modules', 'better-sqlite3')
    expect(await readdir(join(copied, 'prebuilds'))).toEqual([`${process.platform}-${process.arch}.node`])
    expect(await readdir(copied)).toEqual(expect.arrayContaining(['lib', 'package.json', 'LICENSE']))
    expect(await readdir(copied)).not.toContain('deps')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the text of a licence stands once, below all packages whose it is', async () => {
  const text = await licencesOf(root, packagesNeeded(root, ['ethers']))
  expect(text).toMatch(/ethers [\d.]+ \(MIT\)/)
  const blocks = text.split('-'.repeat(78)).map((block) => block.slice(block.indexOf('\n\n')).trim())
  expect(new Set(blocks).size).toBe(blocks.length)
})
