import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { isBuskerError } from '../shared/errors.ts'
import { cacheFolder, isNewEnough, sqliteBindingPath } from './toolPaths.mjs'
import { contractsFile, ffmpegInUse, findFfmpeg, sqliteBinding } from './tools.ts'

afterEach(() => vi.unstubAllEnvs())

describe('the cache folder', () => {
  test('is BUSKER_CACHE, else under XDG_CACHE_HOME, else under the home folder', () => {
    expect(cacheFolder({ BUSKER_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a')
    expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe('/b/busker')
    expect(cacheFolder({})).toMatch(/\.cache.busker$/)
  })
})

describe('ffmpeg', () => {
  test.each(['5.1', '5.1.6-0+deb12u1', '7.0.2-static', 'n7.1', '10.0', 'N-109542-g2e7e2a4'])(
    'accepts %s',
    (version) => expect(isNewEnough(version)).toBe(true),
  )

  test.each(['5.0.1', '4.4.2-0ubuntu0.22.04.1', '', 'git'])('refuses "%s"', (version) =>
    expect(isNewEnough(version)).toBe(false),
  )

  test('is judged by number, not by text', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), (major, minor) => {
        expect(isNewEnough(`${major}.${minor}`)).toBe(major * 100 + minor >= 501)
      }),
    )
  })

  test('is not replaced by another when FFMPEG_BIN does not work', async () => {
    vi.stubEnv('FFMPEG_BIN', '/nowhere/ffmpeg')
    const error = await findFfmpeg().catch((thrown: unknown) => thrown)
    expect(isBuskerError(error, 'MEDIA_FFMPEG_MISSING')).toBe(true)
    expect(String(error)).toContain('/nowhere/ffmpeg')
  })

  test("of a package is taken before the system's", async () => {
    vi.stubEnv('FFMPEG_BIN', undefined)
    const resources = await mkdtemp(join(tmpdir(), 'busker-resources-'))
    const path = join(resources, 'ffmpeg', 'ffmpeg')
    try {
      await mkdir(join(resources, 'ffmpeg'))
      await writeFile(path, '#!/bin/sh\necho ffmpeg version n99.1 Copyright\n', { mode: 0o755 })
      Object.defineProperty(process, 'resourcesPath', { value: resources, configurable: true })
      expect(await ffmpegInUse()).toEqual({ path, version: 'n99.1' })
    } finally {
      Reflect.deleteProperty(process, 'resourcesPath')
      await rm(resources, { recursive: true })
    }
  })
})

describe('the compiled contracts', () => {
  test('say the command that fetches them when they are missing', () => {
    vi.stubEnv('BUSKER_CACHE', '/nowhere')
    expect(contractsFile).toThrow('npm run setup -- contracts')
    expect(contractsFile).toThrow(expect.objectContaining({ code: 'LOCALNET_CONTRACTS_MISSING' }))
  })
})

describe("better-sqlite3's binding", () => {
  test('is its own on a runtime with Node-API 10', () => expect(sqliteBinding()).toBeUndefined())

  test('is the one that set-up built on an older runtime, and is missed by name where it built none', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'busker-cache-'))
    vi.stubEnv('BUSKER_CACHE', cache)
    const versions = Object.getOwnPropertyDescriptor(process, 'versions') ?? {}
    Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, napi: '9' } })
    try {
      expect(sqliteBinding).toThrow(expect.objectContaining({ code: 'STORE_BINDING_MISSING' }))
      expect(sqliteBinding).toThrow('Node-API 9')
      await writeFile(sqliteBindingPath(), '')
      expect(sqliteBinding()).toBe(sqliteBindingPath())
    } finally {
      Object.defineProperty(process, 'versions', versions)
      await rm(cache, { recursive: true })
    }
  })
})
