import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands, type Part } from './commands.mjs'
import { root } from './dependencies.mjs'
import type { Machine } from './machine.mjs'
import { missingNeeds } from './needs.mjs'
import { platformsWithPrebuilds } from './prebuilds.mjs'

/** A new Debian with nothing but Node and npm, which reaches the whole internet. */
const bare: Machine = {
  platform: 'linux',
  arch: 'x64',
  hasDisplay: false,
  hasStaticFfmpeg: true,
  hasProgram: (program) => program === 'npm',
  hasLibrary: () => false,
  isThere: () => false,
  hasPip: async () => false,
  ffmpegProblem: async () => 'There is no ffmpeg.',
  canDownloadElectron: async () => true,
}

async function packagesFor(command: string, machine: Machine, ...args: string[]): Promise<string[]> {
  const needs = await missingNeeds(commands[command]?.needs(args) ?? [], machine)
  return needs.flatMap(({ packages }) => packages).toSorted()
}

const libraries = ['libasound2', 'libatk-bridge2.0-0', 'libgbm1', 'libgtk-3-0', 'libnss3']

describe('what a command needs of the system', () => {
  test('is found in one look, before anything is installed', async () => {
    expect(await packagesFor('demo', bare)).toEqual(['ffmpeg', ...libraries, 'python3-pip', 'xvfb'])
    expect(await packagesFor('test', bare)).toEqual([
      'ffmpeg',
      ...libraries,
      'python3',
      'python3-pip',
      'xvfb',
    ])
  })

  test('has the players of others where the slow tests play in them', async () => {
    expect(await packagesFor('test:rest', bare)).toContain('mpv')
    expect(await packagesFor('test', bare)).not.toContain('mpv')
    const withoutPlay = { ...bare, hasProgram: (program: string) => program !== 'ffplay' }
    expect((await missingNeeds(['players'], withoutPlay)).map(({ packages }) => packages)).toEqual([
      ['ffmpeg'],
    ])
  })

  test('has no windows where the command shows none', async () => {
    expect(await packagesFor('demo', bare, '--headless')).toEqual(['ffmpeg', 'python3-pip'])
    expect(await packagesFor('check', bare)).toEqual([])
  })

  test('is nothing once everything is there', async () => {
    const ready: Machine = {
      ...bare,
      hasProgram: () => true,
      hasLibrary: () => true,
      isThere: () => true,
      ffmpegProblem: async () => undefined,
    }
    for (const name of Object.keys(commands)) expect(await packagesFor(name, ready)).toEqual([])
  })

  test('has no virtual display where there is a real one, or where the system brings its own', async () => {
    expect(await packagesFor('demo', { ...bare, hasDisplay: true })).not.toContain('xvfb')
    expect(await packagesFor('demo', { ...bare, platform: 'darwin', hasLibrary: () => true })).not.toContain(
      'xvfb',
    )
  })

  test('has a compiler where Electron can only be had in an older version', async () => {
    const cutOff = { ...bare, canDownloadElectron: async () => false }
    expect(await packagesFor('demo', cutOff)).toContain('g++')
    expect(await packagesFor('demo', { ...cutOff, arch: 'arm64' })).not.toContain('g++')
    const assembled = { ...bare, isThere: (thing: string) => thing === 'fallbackElectron' }
    expect(await packagesFor('demo', assembled)).toContain('g++')
    const built = { ...cutOff, isThere: (thing: string) => thing === 'sqliteBinding' }
    expect(await packagesFor('demo', built)).not.toContain('g++')
  })

  test('has what compiles packages where they bring nothing compiled', async () => {
    const needs = await packagesFor('check', { ...bare, arch: 'riscv64' })
    expect(needs).toEqual(['g++', 'make', 'python3'])
  })

  test('is optional where set-up has another way', async () => {
    const optional = async (machine: Machine) =>
      (await missingNeeds(['ffmpeg'], machine))
        .filter((need) => need.isOptional)
        .flatMap(({ packages }) => packages)
    expect(await optional(bare)).toEqual(['ffmpeg'])
    expect(await optional({ ...bare, hasStaticFfmpeg: false })).toEqual([])
  })

  test('asks whether Electron can be downloaded only where that matters', async () => {
    const unasked = { ...bare, canDownloadElectron: () => Promise.reject(new Error('asked')) }
    await missingNeeds(['dependencies', 'ffmpeg', 'contracts'] satisfies Part[], unasked)
    await missingNeeds(['electron'], { ...unasked, isThere: (thing) => thing === 'electron' })
    await expect(missingNeeds(['electron'], unasked)).rejects.toThrow('asked')
  })
})

test.each(platformsWithPrebuilds)('every native package brings its binding for %s', (name) => {
  const [platform = '', arch = ''] = name.split('-')
  const modules = join(root, 'node_modules')
  const has = (pattern: RegExp) => (folder: string) => pattern.test(folder)
  for (const level of ['leveldown', 'classic-level']) {
    const folders = readdirSync(join(modules, level, 'prebuilds'))
    expect(folders.some(has(new RegExp(`^${platform}-(.*\\+)?${arch}(\\+|$)`)))).toBe(true)
  }
  expect(existsSync(join(modules, 'better-sqlite3', 'prebuilds', `${name}.node`))).toBe(true)
})
