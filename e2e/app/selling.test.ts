import { execFile } from 'node:child_process'
import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findFfmpeg } from '../../src/process/tools.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { parseAmount } from '../../src/cli/amounts.ts'
import { ask } from '../../harness/app/ask.ts'
import { emitInApp } from '../../harness/app/emitInApp.ts'
import { giveFile } from '../../harness/app/giveFile.ts'
import { createIdentity, passphrase, waitUntilRunning } from '../../harness/app/identity.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { type LocalnetHarness, openLocalnetHarness } from '../../harness/localnetHarness.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

const run = promisify(execFile)
let harness: LocalnetHarness
let busker: RunningApp
let folder: string
let words: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-selling-'))
  harness = await openLocalnetHarness()
  busker = await launchApp({ localnet: harness.folder })
  words = await createIdentity(busker)
  await waitUntilRunning(busker)
})
afterAll(async () => {
  await busker.close()
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

const isVisible = () =>
  busker.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
const never = (): never => {
  throw new Error('There is one.')
}
const closeWindow = () =>
  busker.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

test('a track is published from the page’s own methods, and every step is told', async () => {
  const file = join(folder, 'piece.wav')
  await synthesiseWav(file, { seconds: 8, seed: 5 })
  const told = busker.window.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const states: string[] = []
        window.busker.on['node.upload']((value) => {
          const { state } = value as { state: string }
          if (states.at(-1) !== state) states.push(state)
          if (state === 'announced' || state === 'failed') resolve(states)
        })
      }),
  )
  const edits = { title: 'Under the Bridge', artistName: 'Mira' }
  expect(await giveFile(busker.window, file)).toBe(file)
  await ask(busker.window, 'upload', { tracks: [{ file, price: parseAmount('1.50', 18), edits }] })
  expect((await told).at(-1)).toBe('announced')
  expect((await ask(busker.window, 'works', { owner: 'self' })).map(({ title }) => title)).toEqual([
    'Under the Bridge',
  ])
})

test('its preview sounds in the page, from the node’s own address', async () => {
  const [work] = await ask(busker.window, 'works', { owner: 'self' })
  const status = await busker.window.evaluate(
    async (label) => (await fetch(`track://busker/preview/${label}`)).status,
    work?.label ?? '',
  )
  expect(status).toBe(200)
  const none = await busker.window.evaluate(async () => (await fetch('track://busker/x/y/0')).status)
  expect(none).toBe(404)
})

test('what one owns is dragged out as a tagged file while the mouse is held, and no copy is left behind the lock', async () => {
  const [work] = await ask(busker.window, 'works', { owner: 'self' })
  const labels = [work?.label ?? never()]
  await busker.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) throw new Error('There is a window.')
    window.webContents.startDrag = ({ files, icon }) => {
      const isSeen = typeof icon !== 'string' && !icon.isEmpty()
      Object.assign(globalThis, { buskerDragged: { files, isSeen } })
    }
  })
  expect(await ask(busker.window, 'app.dragFiles', { labels })).toEqual({ outcome: 'notMade' })
  await ask(busker.window, 'app.makeDraggable', { labels })
  // A page by itself, with nobody at the mouse, drags nothing.
  expect(await ask(busker.window, 'app.dragFiles', { labels })).toEqual({ outcome: 'released' })
  await busker.window.mouse.move(5, 5)
  await busker.window.mouse.down()
  expect(await ask(busker.window, 'app.dragFiles', { labels })).toEqual({ outcome: 'dragged' })
  await busker.window.mouse.up()
  const dragged = await busker.app.evaluate(
    () => (globalThis as { buskerDragged?: { files: string[]; isSeen: boolean } }).buskerDragged,
  )
  const [path = ''] = dragged?.files ?? []
  expect([dragged?.isSeen, basename(path)]).toEqual([true, 'Under the Bridge.flac'])
  const bytes = (await readFile(path)).toString('latin1')
  for (const tag of [/^fLaC/, /title=Under the Bridge/i, /artist=Mira/i]) expect(bytes).toMatch(tag)
  const toSamples = ['-v', 'error', '-i', path, '-f', 's16le', '-']
  const { stdout } = await run(await findFfmpeg(), toSamples, { encoding: 'buffer', maxBuffer: 1 << 26 })
  // Of two channels, two bytes each.
  expect(stdout.byteLength).toBe(8 * 44_100 * 4)
  expect((await lstat(path)).mode & 0o777).toBe(0o600)
})

test('closing the window leaves it selling; it comes back when it is started again', async () => {
  expect(await isVisible()).toBe(true)
  await closeWindow()
  await vi.waitUntil(async () => (await isVisible()) === false)
  await waitUntilRunning(busker)
  await emitInApp(busker.app, 'app', 'second-instance', [])
  await vi.waitUntil(isVisible)
})

test('what plays is in the title', async () => {
  await ask(busker.window, 'app.playing', { title: 'Under the Bridge', isPaused: false })
  expect(await busker.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(
    'Under the Bridge – Busker',
  )
  await ask(busker.window, 'app.playing', { title: null, isPaused: false })
})

test('waking up keeps everything running', async () => {
  const wakes = await emitInApp(busker.app, 'powerMonitor', 'resume')
  expect(wakes).toBe(true)
  await waitUntilRunning(busker)
})

test('its words bring it back on another machine', async () => {
  const { account } = await ask(busker.window, 'status', {})
  // One may be on its way already.
  await vi.waitUntil(() => ask(busker.window, 'snapshotKeep', {}).catch(() => false))
  await ask(busker.window, 'app.lock', {})
  await expect.poll(async () => (await readdir(busker.userData)).includes('draggable')).toBe(false)
  const other = await launchApp({ localnet: harness.folder })
  try {
    await ask(other.window, 'app.openVault', { purpose: 'restore' })
    await (await VaultPage.forApp(other.app)).restore(words, passphrase)
    await vi.waitUntil(async () => (await ask(other.window, 'app.state', {})).phase === 'open', {
      timeout: 60_000,
    })
    expect((await ask(other.window, 'status', {})).account).toBe(account)
  } finally {
    await other.close()
  }
})
