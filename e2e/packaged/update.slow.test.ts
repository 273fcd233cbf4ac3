import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { ask } from '../../harness/app/ask.ts'
import { AppImages } from './appImages.ts'
import { InstalledApp } from './installedApp.ts'
import { buildPackaged, packagedFolder } from './packagedApp.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 })

const publisher = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')

describe.runIf(process.platform === 'linux')('the packaged application, of which newer versions come', () => {
  let folder: string
  let server: Server
  let files: Map<string, string>
  let versions: AppImages
  let feed: unknown
  let image: string
  let busker: InstalledApp
  let page: Page

  beforeAll(async () => {
    await buildPackaged()
    // On one disk with the package, of which the versions are links.
    folder = await mkdtemp(join(packagedFolder, '..', 'update-'))
    files = new Map()
    server = createServer(({ url = '' }, response) => {
      const text = files.get(new URL(url, 'http://busker.test').pathname)
      response.statusCode = text === undefined ? 404 : 200
      response.end(text)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const key = publisher.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    feed = { url: `http://127.0.0.1:${port}/`, keys: [key] }
    versions = await AppImages.open(folder)
    image = join(folder, 'Busker.AppImage')
    await writeFile(image, await versions.make({ version: '0.1.0', feed }))
    await chmod(image, 0o755)
    busker = new InstalledApp(image, await mkdtemp(join(folder, 'data-')))
    busker.start()
    page = await busker.page()
    await ask(page, 'app.setPreferences', { theme: 'dark' })
  })
  afterAll(async () => {
    await busker.close()
    server.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  /** Publishes a version. @param content what its file is, in place of what its manifest says */
  function publish(version: string, text: string, key: KeyObject, content = text): void {
    const sha512 = createHash('sha512').update(text).digest('base64')
    const name = `Busker-${version}.AppImage`
    const manifest = `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${text.length}\n`
    files.set('/latest-linux.yml', manifest)
    files.set('/latest-linux.yml.sig', sign(null, Buffer.from(manifest), key).toString('base64'))
    files.set(`/${name}`, content)
  }

  test('a version that its publisher has not signed is not taken', async () => {
    publish('0.2.0', '#!/bin/sh\nexit 0\n', stranger.privateKey)
    const view = await ask(page, 'app.checkForUpdate', {})
    expect(view).toMatchObject({ state: 'failed', problem: { code: 'UPDATE_FORGED' } })
  })

  test('a package that is not the one that was signed is not taken', async () => {
    publish('0.2.0', '#!/bin/sh\nexit 0\n', publisher.privateKey, '#!/bin/sh\nexit 1\n')
    const view = await ask(page, 'app.checkForUpdate', {})
    expect(view).toMatchObject({ state: 'failed', problem: { code: 'UPDATE_FORGED' } })
  })

  test('a version older than this one is not taken, whoever has signed it', async () => {
    publish('0.0.9', '#!/bin/sh\nexit 0\n', publisher.privateKey)
    expect(await ask(page, 'app.checkForUpdate', {})).toMatchObject({ state: 'none', refused: null })
  })

  test('a newer version that its publisher has signed runs after the restart, with all that was there', async () => {
    const next = await versions.make({ version: '0.2.0', feed })
    publish('0.2.0', next, publisher.privateKey)
    expect(await ask(page, 'app.checkForUpdate', {})).toEqual({ state: 'ready', version: '0.2.0' })
    await busker.ended(() => ask(page, 'app.restartIntoUpdate', {}))
    page = await busker.page()
    expect(await readFile(image, 'utf8')).toBe(next)
    expect((await ask(page, 'app.state', {})).version).toBe('0.2.0')
    expect((await ask(page, 'app.preferences', {})).theme).toBe('dark')
    await vi.waitUntil(async () => (await besideImage()).length === 1, { timeout: 30_000, interval: 100 })
  })

  test('a version that never shows its window makes room for the one before it, and is not taken again', async () => {
    const broken = await versions.make({ version: '0.3.0', feed, isBroken: true })
    const before = await readFile(image, 'utf8')
    publish('0.3.0', broken, publisher.privateKey)
    expect(await ask(page, 'app.checkForUpdate', {})).toEqual({ state: 'ready', version: '0.3.0' })
    await busker.ended(() => ask(page, 'app.quit', {}))
    expect(await busker.startToEnd()).toBe(1)
    expect(await busker.startToEnd()).toBe(1)
    expect(await busker.startToEnd()).toBe(0)
    page = await busker.page()
    expect(await readFile(image, 'utf8')).toBe(before)
    expect((await ask(page, 'app.state', {})).version).toBe('0.2.0')
    expect(await ask(page, 'app.checkForUpdate', {})).toMatchObject({ state: 'none', refused: '0.3.0' })
  })

  async function besideImage(): Promise<string[]> {
    return (await readdir(folder)).filter((name) => name.startsWith('Busker.AppImage'))
  }
})
