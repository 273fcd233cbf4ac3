import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './dependencies.mjs'
import { isComplete, machineOfPackages, packagesIn } from './lockedPackages.mjs'

const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' }
const wanted = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a-gnu': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
  'node_modules/a-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'node_modules/a-arm64': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['arm64'] },
  'node_modules/b': { version: '1.0.0', optional: true },
}
const [a, gnu] = [{ version: '1.0.0' }, { version: '1.0.0' }]

describe('what is installed', () => {
  test('is complete without what is for other machines, and without what nothing needs', () =>
    expect(isComplete(wanted, { 'node_modules/a': a, 'node_modules/a-gnu': gnu }, machine)).toBe(true))

  test('is not complete without the binding for this machine', () =>
    expect(isComplete(wanted, { 'node_modules/a': a }, machine)).toBe(false))

  test('is not complete in another version', () => {
    const present = { 'node_modules/a': { version: '0.9.0' }, 'node_modules/a-gnu': gnu }
    expect(isComplete(wanted, present, machine)).toBe(false)
  })

  test('is complete where this runs', () => {
    const present = packagesIn(join(root, 'node_modules', '.package-lock.json'))
    expect(isComplete(packagesIn(join(root, 'package-lock.json')), present, machineOfPackages())).toBe(true)
  })
})

describe('the lock file', () => {
  const locked = Object.entries(packagesIn(join(root, 'package-lock.json'))).filter(([path]) => path !== '')

  test('names a hash of every package, for every machine, that npm checks', () => {
    const unchecked = locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
    expect(unchecked.map(([path]) => path)).toEqual([])
    expect(locked.length).toBeGreaterThan(1000)
  })

  test('names no host: packages come from the registry that npm is told of, and from nowhere else', () => {
    const named = locked.filter(([, { resolved, link }]) => resolved !== undefined || link === true)
    expect(named.map(([path]) => path)).toEqual([])
  })
})
