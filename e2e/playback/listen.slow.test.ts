import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { axeProblems } from '../../harness/app/axeProblems.ts'
import { startElectron } from '../../harness/app/launchApp.ts'
import { createTradeHarness, type TradeHarness } from '../../src/cli/demo/tradeHarness.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import type { Label } from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const run = promisify(execFile)
const output = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const
const seconds = 6.789
const price = toAmount(10n ** 18n)
const commandLine = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let harness: TradeHarness
let ffmpeg: string
let label: Label
let command: ChildProcess
let url: string
let app: ElectronApplication
let page: Page
const problems: string[] = []

beforeAll(async () => {
  harness = await createTradeHarness()
  ffmpeg = await findFfmpeg()
  const { artist, listener } = harness
  await Promise.all([harness.startNetwork(), artist.init(), listener.init()])
  await Promise.all([artist.start(), listener.start()])
  await Promise.all([
    artist.ask('connect', { deposit: toAmount(0n) }),
    listener.ask('connect', { deposit: toAmount(20n * price) }),
  ])
  const file = join(harness.folder, 'song.wav')
  await synthesiseWav(file, { seconds, seed: 4 })
  const published = await artist.ask('publish', { file, price, title: 'Ballad', artistName: 'Ada' })
  label = published.label
  await vi.waitUntil(async () => (await listener.ask('search', { text: 'ballad', limit: 1 })).length === 1, {
    timeout: 60_000,
    interval: 500,
  })
  const bought = await listener.ask('buy', { label, confirmed: price, follow: true })
  if (!bought.hasAccess) throw new Error(`The track was not bought: ${bought.message}`)
  const args = [commandLine, '--json', '--data', listener.folder, 'listen']
  command = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (command.stdout === null) throw new Error('The command has no output.')
  const [line] = (await once(createInterface(command.stdout), 'line')) as [string]
  url = JSON.parse(line).url
  app = await startElectron({
    args: [`--user-data-dir=${join(harness.folder, 'chromium')}`, join(import.meta.dirname, 'blankMain.mjs')],
  })
  page = await app.firstWindow()
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
})
afterAll(async () => {
  await app.close()
  command.kill()
  await harness.close()
  await harness.remove()
})

const bearer = () => ({ authorization: `Bearer ${new URL(url).hash.slice(1)}` })
const at = (path: string) => new URL(path, url).href

test('what was bought is in the library, and joined', async () => {
  const library = await (await fetch(at('/library'), { headers: bearer() })).json()
  expect(library.works).toMatchObject([{ label, title: 'Ballad', isJoined: true }])
  const joined = await fetch(at(`/join/${label}`), { method: 'POST', headers: bearer() })
  expect([joined.status, await joined.json()]).toEqual([200, { label, isJoined: true }])
  expect((await fetch(at('/library'))).status).toBe(401)
})

test('ffmpeg plays it to the very sample', async () => {
  const made = await fetch(at(`/link/${label}`), { method: 'POST', headers: bearer() })
  const link = (await made.json()).url
  const song = join(harness.folder, 'song.wav')
  const pcm = async (input: string) =>
    (await run(ffmpeg, ['-v', 'error', '-i', input, '-f', 's16le', '-'], output)).stdout
  expect(Buffer.compare(await pcm(link), await pcm(song))).toBe(0)
})

test('Chromium plays it at its true length, chosen and played by keyboard alone', async () => {
  await page.goto(url)
  await page.getByText('Ballad').waitFor()
  expect(page.url()).not.toContain('#')
  const audio = page.locator('audio')
  await audio.evaluate((element: HTMLAudioElement) => (element.muted = true))
  await page.keyboard.press('/')
  await page.keyboard.type('ball')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const played = await audio.evaluate(async (element: HTMLAudioElement) => {
    await new Promise((resolve) => element.addEventListener('ended', resolve, { once: true }))
    return { duration: element.duration, position: element.currentTime, error: element.error }
  })
  expect(played.error).toBeNull()
  // Chromium counts microseconds; a sample lasts 23.
  expect(played.duration).toBeCloseTo(Math.round(seconds * 44_100) / 44_100, 5)
  expect(played.position).toBeCloseTo(played.duration, 3)
  expect(await page.locator('#status').textContent()).toBe('')
})

test.each(['light', 'dark'] as const)(
  'the page can be used by everybody in its %s theme',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    expect(await axeProblems(page)).toEqual([])
    expect(problems).toEqual([])
  },
)

test('Ctrl-C ends it, and its address with it', async () => {
  const ended = once(command, 'exit')
  command.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  await expect(fetch(at('/'))).rejects.toThrow('fetch failed')
})
