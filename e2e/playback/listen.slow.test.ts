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
import { ownAddresses } from '../../src/node/listen/lanAddress.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import type { Label } from '../../src/shared/ids.ts'
import { toAmount } from '../../src/shared/money.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const run = promisify(execFile)
const output = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const
const seconds = 6.789
/** Chromium counts microseconds; a sample lasts 23. */
const trueSeconds = Math.round(seconds * 44_100) / 44_100
const price = toAmount(10n ** 18n)
const commandLine = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
let harness: TradeHarness
let ffmpeg: string
let label: Label
let command: ChildProcess
let url: string
let lan: { readonly url: string; readonly fingerprint: string }
let app: ElectronApplication
let page: Page
const problems: string[] = []

beforeAll(async () => {
  harness = await createTradeHarness()
  ffmpeg = await findFfmpeg()
  await harness.start()
  const { artist, listener } = harness
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
  const [own] = ownAddresses()
  if (own === undefined) throw new Error('This machine has no address that others reach, such as a phone.')
  const args = [commandLine, '--json', '--data', listener.folder, 'listen', '--lan', own.address]
  command = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  if (command.stdout === null) throw new Error('The command has no output.')
  const lines = createInterface(command.stdout)[Symbol.asyncIterator]()
  const shown = async () => JSON.parse(String((await lines.next()).value))
  url = (await shown()).url
  lan = await shown()
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
  expect(await playByKeyboard(url)).toBeCloseTo(trueSeconds, 5)
})

test.each(['light', 'dark'] as const)(
  'the page can be used by everybody in its %s theme',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    expect(await axeProblems(page)).toEqual([])
    expect(problems).toEqual([])
  },
)

test('for a phone it is played over TLS, once somebody trusts the certificate of which the fingerprint is shown', async () => {
  await isWarned(lan.url)
  await trust('AA:BB')
  await isWarned(lan.url)
  await trust(lan.fingerprint)
  expect(await playByKeyboard(lan.url)).toBeCloseTo(trueSeconds, 5)
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true)
})

test('neither key opens the other address', async () => {
  const asked = await fetch(at('/library'), {
    headers: { authorization: `Bearer ${new URL(lan.url).hash.slice(1)}` },
  })
  expect(asked.status).toBe(401)
  const address = new URL(lan.url)
  address.hash = new URL(url).hash
  await page.goto('about:blank')
  await page.goto(address.href)
  await page.getByText('This address needs the token').waitFor()
})

async function isWarned(address: string): Promise<void> {
  await page.goto('about:blank')
  await expect(page.goto(address)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID')
  await page.waitForURL('chrome-error://chromewebdata/')
}

/** Does what a person does who compares a certificate before going on. */
async function trust(fingerprint: string): Promise<void> {
  const digest = `sha256/${Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64')}`
  await app.evaluate(({ app: electron }, trusted) => {
    electron.removeAllListeners('certificate-error')
    electron.on('certificate-error', (event, _contents, _url, _error, certificate, callback) => {
      event.preventDefault()
      callback(certificate.fingerprint === trusted)
    })
  }, digest)
}

/** Chooses and plays it, to the end. @returns how long it is, seconds */
async function playByKeyboard(address: string): Promise<number> {
  await page.goto(address)
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
  expect(played.position).toBeCloseTo(played.duration, 3)
  expect(await page.locator('#status').textContent()).toBe('')
  return played.duration
}

test('Ctrl-C ends it, and its address with it', async () => {
  const ended = once(command, 'exit')
  command.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  for (const { hostname, port } of [new URL(url), new URL(lan.url)])
    await expect(fetch(`http://${hostname}:${port}`)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    })
})
