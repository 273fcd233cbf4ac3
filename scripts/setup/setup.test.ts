import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mustMatch, withWorkFolder } from './parts/cache.ts'
import { commands, parts } from './commands.mjs'
import { refused, SetupProblem } from './problem.mjs'
import { run } from './run.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'busker-setup-'))
  vi.stubEnv('BUSKER_CACHE', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('a download', () => {
  test('is not used when it is not the pinned one', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, 'something else')
    const problem = await refused(() => mustMatch(file, '00'.repeat(32)))
    expect(problem?.message).toContain('is not the file')
    expect(problem?.command).toBe('npm run setup')
  })

  test('leaves nothing half done in the cache', async () => {
    const work = withWorkFolder(async (inside) => {
      writeFileSync(join(inside, 'part'), '')
      throw new Error('the line broke')
    })
    await expect(work).rejects.toThrow('the line broke')
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a program', () => {
  test('that cannot be started fails with the reason', async () => {
    const { ok, output } = await run('/nowhere/program', [])
    expect(ok).toBe(false)
    expect(output).toContain('ENOENT')
  })

  test('that takes too long is ended', async () => {
    const { ok, timedOut } = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      timeoutMs: 200,
    })
    expect({ ok, timedOut }).toEqual({ ok: false, timedOut: true })
  })
})

describe('the set-up script', () => {
  test('knows how to set up all that a command needs', () => {
    for (const { needs } of Object.values(commands))
      expect(parts).toEqual(expect.arrayContaining([...needs([])]))
  })

  test('sets up Electron and a display only for what shows windows', () => {
    const shows = (name: string, ...args: string[]) => commands[name]?.needs(args).includes('electron')
    expect([shows('demo'), shows('demo', '--headless'), shows('demo', 'song.flac')]).toEqual([
      true,
      false,
      true,
    ])
    expect([shows('bench'), shows('bench', 'segments'), shows('bench', 'buy', 'app')]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('says which commands there are', async () => {
    const script = join(import.meta.dirname, '..', 'setup.mjs')
    const asked = promisify(execFile)(process.execPath, [script, 'nonsense'])
    await expect(asked).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('demo, busker, test') as string,
    })
  })

  test('takes only expected problems for problems', async () => {
    await expect(refused(async () => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug')
    expect(await refused(async () => Promise.reject(new SetupProblem('No pip.', 'apt-get')))).toMatchObject({
      command: 'apt-get',
    })
  })
})
