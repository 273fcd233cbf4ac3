import { request } from 'node:https'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test, vi } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import { startElectron } from '../../harness/app/launchApp.ts'
import { DesktopHarness } from '../../harness/desktop/desktopHarness.ts'
import type { DesktopUser } from '../../harness/desktop/desktopUser.ts'

let harness: DesktopHarness
let ben: DesktopUser
/** Chromium, in the place of the phone's browser. */
let chromium: ElectronApplication
let page: Page
beforeAll(async () => {
  harness = await DesktopHarness.open()
  await harness.addArtist(['Morning Tide'])
  ben = harness.addUser('ben')
  await ben.open()
  await ben.tryIt()
  await ben.waitUntilPlayed('Morning Tide', 0.2)
  await ben.buy('Morning Tide')
  const blank = join(import.meta.dirname, '..', 'playback', 'blankMain.mjs')
  chromium = await startElectron({ args: [`--user-data-dir=${join(harness.folder, 'chromium')}`, blank] })
  page = await chromium.firstWindow()
})
afterAll(async () => {
  await chromium?.close()
  await harness?.close()
})

const listening = async () => {
  const { listening: now } = await ask(ben.page, 'phone', {})
  if (now === null) throw new Error('Nothing listens.')
  return now
}
/** The status of its page, whoever made the certificate; rejects where nothing listens. */
const reach = (url: string) =>
  new Promise((resolve, reject) => {
    request(new URL('/', url), { rejectUnauthorized: false, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
const switchOn = async () => {
  await ben.goTo('Settings')
  await ben.clickButton('Switch on…')
  await ben.page.getByRole('img', { name: 'The address for the phone’s camera' }).waitFor()
}

test('a phone in the same network plays what was bought, once it is let in from the settings', async () => {
  onTestFailed(async () => console.error(await ben.describeState()))
  expect((await ask(ben.page, 'phone', {})).listening).toBeNull()
  await switchOn()
  const { url, fingerprint } = await listening()
  await ben.page.getByText(fingerprint).waitFor()
  await ben.page.getByText('Nobody is connected.').waitFor()

  const trusted = `sha256/${Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64')}`
  await chromium.evaluate(({ app }, digest) => {
    app.on('certificate-error', (event, _contents, _url, _error, certificate, callback) => {
      event.preventDefault()
      callback(certificate.fingerprint === digest)
    })
  }, trusted)
  await page.goto(url)
  await page.getByText('Morning Tide').first().waitFor()
  await ben.page.getByText('One device is connected:').waitFor()
  const audio = page.locator('audio')
  await audio.evaluate((element: HTMLAudioElement) => (element.muted = true))
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 1)
})

test('switched off it is gone, and what was shown opens nothing when it is on again', async () => {
  const before = (await listening()).url
  expect(await reach(before)).toBe(200)
  await ben.clickButton('Switch off')
  await ben.page.getByRole('button', { name: 'Switch on…' }).waitFor()
  await expect(reach(before)).rejects.toThrow('ECONNREFUSED')
  await switchOn()
  expect(new URL((await listening()).url).hash).not.toBe(new URL(before).hash)
})

test('it ends when Busker quits', async () => {
  const { url } = await listening()
  expect(await reach(url)).toBe(200)
  await ben.close()
  await vi.waitFor(() => expect(reach(url)).rejects.toThrow('ECONNREFUSED'))
})
