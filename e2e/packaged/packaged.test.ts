import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { fuses } from '../../scripts/dist/fuses.ts'
import { electronEnv } from '../../scripts/setup/electron.mjs'
import { parseAmount } from '../../src/cli/amounts.ts'
import { ResidentArtist } from '../../harness/residentArtist.ts'
import { ask } from '../../harness/app/ask.ts'
import { type LocalnetHarness, openLocalnetHarness } from '../../harness/localnetHarness.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'
import { packaged, PackagedApp } from './packagedApp.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 })

/** How a fuse that is off, or on, stands in the binary: as a digit. */
const [off, on] = ['0', '1'].map((digit) => digit.charCodeAt(0))
const run = promisify(execFile)
const root = join(import.meta.dirname, '..', '..')

describe.runIf(process.platform === 'linux')('the packaged application', () => {
  let harness: LocalnetHarness
  let artist: ResidentArtist
  let folder: string
  let busker: PackagedApp
  beforeAll(async () => {
    await run(process.execPath, ['scripts/dist.ts', '--dir'], {
      cwd: root,
      env: { ...process.env, ...electronEnv() },
      maxBuffer: 64 * 1024 * 1024,
    })
    folder = await mkdtemp(join(tmpdir(), 'busker-packaged-artist-'))
    harness = await openLocalnetHarness()
    artist = new ResidentArtist({ folder, network: harness.localnet.profile })
    await artist.start()
    busker = await PackagedApp.launch(harness.folder)
  })
  afterAll(async () => {
    await busker.close()
    await artist.stop()
    await harness.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('has every fuse as it was said', async () => {
    const wire = await getCurrentFuseWire(packaged)
    const options = Object.values(FuseV1Options).filter((option) => typeof option === 'number')
    // An older Electron knows fewer fuses.
    const known = options.filter((option) => [off, on].includes(wire[option]))
    expect(known.length).toBeGreaterThanOrEqual(7)
    for (const option of known) {
      expect([FuseV1Options[option], wire[option] === on]).toEqual([FuseV1Options[option], fuses[option]])
    }
  })

  test('buys a track and plays what it bought', async () => {
    const page = await busker.page('app://busker')
    await ask(page, 'app.openVault', { purpose: 'create' })
    await VaultPage.forPage(await busker.page('app://vault')).create('correct horse battery staple')
    const ready = async () => (await ask(page, 'status', {})).parts.every(({ state }) => state === 'ready')
    await vi.waitUntil(() => ready().catch(() => false), { timeout: 120_000, interval: 250 })
    await ask(page, 'connect', { deposit: parseAmount('5', 18) })
    const work = await vi.waitUntil(async () => (await ask(page, 'newest', { limit: 5 }))[0], {
      timeout: 60_000,
      interval: 250,
    })
    const order = await ask(page, 'buy', { label: work.label, confirmed: work.price, follow: true })
    expect([order.hasAccess, order.paid]).toEqual([true, work.price])
    const track = await ask(page, 'play', { label: work.label })
    const bytes = await page.evaluate(
      async (url) => (await (await fetch(url)).arrayBuffer()).byteLength,
      `track://busker/${track.id}/${track.renditions[0]?.name}/1`,
    )
    expect(bytes).toBeGreaterThan(1_000)
  })
})
