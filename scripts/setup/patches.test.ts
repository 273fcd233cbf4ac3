import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packagesIn } from './lockedPackages.mjs'
import { root } from './dependencies.mjs'
import { applyPatches, patches } from './patches.mjs'

const patch = { name: 'a', version: '1.0.0', file: 'index.js', why: 'it is wrong', from: '1\n', to: '2\n' }
let modules: string
const file = () => join(modules, 'a', 'index.js')

beforeEach(() => {
  modules = mkdtempSync(join(tmpdir(), 'busker-patches-'))
  mkdirSync(join(modules, 'a'))
  writeFileSync(join(modules, 'a', 'package.json'), '{"version":"1.0.0"}')
  writeFileSync(file(), '0\n1\n')
})
afterEach(() => rmSync(modules, { recursive: true }))

test('a patch is applied once, however often set-up runs', () => {
  applyPatches(modules, [patch])
  applyPatches(modules, [patch])
  expect(readFileSync(file(), 'utf8')).toBe('0\n2\n')
})

test('a file that other folders share by a link stays as it is there', () => {
  const other = join(modules, 'other.js')
  linkSync(file(), other)
  applyPatches(modules, [patch])
  expect(readFileSync(other, 'utf8')).toBe('0\n1\n')
})

test('a package of another version is refused', () => {
  writeFileSync(join(modules, 'a', 'package.json'), '{"version":"1.0.1"}')
  expect(() => applyPatches(modules, [patch])).toThrow('not what Busker')
})

test('a file that does not have the place once is refused', () => {
  writeFileSync(file(), '1\n1\n')
  expect(() => applyPatches(modules, [patch])).toThrow('not what Busker')
})

test('every patch is for the version that the lock file names', () => {
  const locked = packagesIn(join(root, 'package-lock.json'))
  for (const { name, version } of patches) expect(locked[`node_modules/${name}`]?.version).toBe(version)
})
