import { access, constants, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import type { Page } from 'playwright-core'
import { parseEther } from 'viem'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { parseAmount } from '../../src/cli/amounts.ts'
import { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { Localnet } from '../../src/localnet/localnet.ts'
import { toAmount } from '../../src/shared/money.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { ResidentArtist } from '../../harness/residentArtist.ts'
import { ask } from '../../harness/app/ask.ts'
import { giveFile } from '../../harness/app/giveFile.ts'
import { type LocalnetHarness, openLocalnetHarness } from '../../harness/localnetHarness.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'
import { buildPackaged, packaged, PackagedApp, packagedFolder } from './packagedApp.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 })

/** How a fuse that is off, or on, stands in the binary: as a digit. */
const [off, on] = ['0', '1'].map((digit) => digit.charCodeAt(0))
/** WasmTrapHandlers, which newer Electrons have and leave on: electron-builder.yml has no name for it. */
const unnamedFuses = ['8']
const root = join(import.meta.dirname, '..', '..')

beforeAll(async () => {
  if (process.platform === 'linux') await buildPackaged()
})

describe.runIf(process.platform === 'linux')('the packaged application', () => {
  let harness: LocalnetHarness
  let artist: ResidentArtist
  let folder: string
  let busker: PackagedApp
  let page: Page
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-packaged-artist-'))
    harness = await openLocalnetHarness()
    artist = new ResidentArtist({ folder, network: harness.localnet.profile })
    await artist.start()
    busker = await PackagedApp.launch(harness.folder)
    page = await busker.page('app://busker')
    await ask(page, 'app.openVault', { purpose: 'create' })
    await VaultPage.forPage(await busker.page('app://vault')).create('correct horse battery staple')
    const ready = async () => (await ask(page, 'status', {})).parts.every(({ state }) => state === 'ready')
    await vi.waitUntil(() => ready().catch(() => false), { timeout: 120_000, interval: 250 })
  })
  afterAll(async () => {
    await busker.close()
    await artist.stop()
    await harness.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('has every fuse as electron-builder.yml says', async () => {
    const { electronFuses } = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as {
      electronFuses: Record<string, boolean>
    }
    const { version: _version, ...wire } = await getCurrentFuseWire(packaged)
    const named = Object.entries(wire).filter(([option]) => !unnamedFuses.includes(option))
    // An older Electron knows fewer fuses, and a newer one has given some up.
    const known = named.filter(([, state]) => state === off || state === on)
    expect(known.length).toBeGreaterThanOrEqual(7)
    for (const [option, state] of known) {
      const name = FuseV1Options[Number(option)] ?? `fuse ${option}`
      const key = name.charAt(0).toLowerCase() + name.slice(1)
      expect([key, state === on]).toEqual([key, electronFuses[key]])
    }
  })

  test('has its ffmpeg beside the archive, with its licence and where its source is', async () => {
    const ffmpeg = join(packagedFolder, 'resources', 'ffmpeg')
    await access(join(ffmpeg, 'ffmpeg'), constants.X_OK)
    expect(await readFile(join(ffmpeg, 'LICENSE.txt'), 'utf8')).toContain('GNU GENERAL PUBLIC LICENSE')
    expect(await readFile(join(ffmpeg, 'SOURCE.txt'), 'utf8')).toContain('https://git.ffmpeg.org/ffmpeg.git')
  })

  test('publishes a piece of eight minutes with the ffmpeg it carries', async () => {
    expect((await ask(page, 'diagnostics.parts', {})).ffmpeg).toBe('n7.1')
    const file = join(folder, 'piece.wav')
    await synthesiseWav(file, { seconds: 480, seed: 5 })
    const edits = { title: 'Under the Bridge', artistName: 'Mira' }
    await giveFile(page, file)
    await ask(page, 'upload', { tracks: [{ file, price: parseAmount('1.50', 18), edits }] })
    const upload = async () => (await ask(page, 'uploads', {}))[0]
    const ended = async () => ['announced', 'failed'].includes((await upload())?.state ?? '')
    await vi.waitUntil(ended, { timeout: 150_000, interval: 250 })
    expect(await upload()).toMatchObject({ state: 'announced' })
    const works = await ask(page, 'works', { owner: 'self' })
    expect(works.map(({ title }) => title)).toEqual(['Under the Bridge'])
  })

  test('buys a track and plays what it bought', async () => {
    await ask(page, 'connect', { deposit: parseAmount('5', 18) })
    const theirs = async () => (await ask(page, 'newest', { limit: 5 })).find(({ isOwn }) => !isOwn)
    const work = await vi.waitUntil(theirs, { timeout: 60_000, interval: 250 })
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

/** With everything that a real one has but its miners: number, contracts, token, fees and waits are Arbitrum One's. */
describe.runIf(process.platform === 'linux')('the packaged application on Arbitrum One', () => {
  const one = 10n ** 18n
  let folder: string
  let localnet: Localnet
  let artist: NodeProcess
  let busker: PackagedApp
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-packaged-real-'))
    const network = join(folder, 'network.json')
    const parameters = { imitated: { chain: 42_161, token: 'DAI' }, settleTimeoutSeconds: 15_000 }
    localnet = new Localnet({ folder: join(folder, 'localnet'), parameters, autoRestart: false })
    await localnet.start()
    await writeFile(network, encodeNetworkProfile(localnet.profile))
    artist = new NodeProcess({
      name: 'ada',
      folder: join(folder, 'ada'),
      network,
      passphrase: 'correct horse battery staple',
    })
    await localnet.faucet().give(await artist.init(), { wei: parseEther('0.01'), token: 0n })
    await artist.start()
    await artist.ask('connect', { deposit: toAmount(0n) })
    const file = join(folder, 'song.wav')
    await synthesiseWav(file, { seconds: 12, seed: 8 })
    const price = toAmount(one + 1n)
    await artist.ask('publish', { file, price, title: 'Rollup', artistName: 'Ada Reyes' })
    busker = await PackagedApp.launch(join(folder, 'none'), `--busker-network=${network}`)
  })
  afterAll(async () => {
    await busker?.close()
    await artist?.stop()
    await localnet.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('buys, with what was sent to its account, and the app shows what the chain took', async () => {
    const page = await busker.page('app://busker')
    const { network } = await ask(page, 'app.state', {})
    expect(network).toMatchObject({ isLocal: false, chainName: 'Arbitrum One', symbol: 'DAI' })
    await ask(page, 'app.openVault', { purpose: 'create' })
    await VaultPage.forPage(await busker.page('app://vault')).create('correct horse battery staple')
    const ready = async () => (await ask(page, 'status', {})).parts.every(({ state }) => state === 'ready')
    await vi.waitUntil(() => ready().catch(() => false), { timeout: 120_000, interval: 250 })

    const { account } = await ask(page, 'status', {})
    await expect(ask(page, 'connect', { deposit: toAmount(5n * one) })).rejects.toMatchObject({
      code: 'WALLET_GAS_MISSING',
    })
    await localnet.faucet().give(account, { wei: parseEther('0.01'), token: 10n * one })
    await ask(page, 'connect', { deposit: toAmount(5n * one) })
    const theirs = async () => (await ask(page, 'newest', { limit: 5 })).find(({ isOwn }) => !isOwn)
    const work = await vi.waitUntil(theirs, { timeout: 60_000, interval: 250 })
    const order = await ask(page, 'buy', { label: work.label, confirmed: work.price, follow: true })
    expect([order.hasAccess, order.paid]).toEqual([true, one + 1n])
    const track = await ask(page, 'play', { label: work.label })
    const bytes = await page.evaluate(
      async (url) => (await (await fetch(url)).arrayBuffer()).byteLength,
      `track://busker/${track.id}/${track.renditions[0]?.name}/1`,
    )
    expect(bytes).toBeGreaterThan(1_000)
    const wallet = await ask(page, 'wallet', {})
    expect(wallet).toMatchObject({ tokens: 5n * one, coin: 'ETH' })
    expect(wallet.spendable).toBeLessThan(4n * one)
    const steps = await ask(page, 'chainSteps', {})
    expect(steps.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['deposit done', 'open done'])
    expect(steps[0]?.fee).toBeGreaterThan(0n)
  })
})
