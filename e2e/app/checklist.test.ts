import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { WebPreferences } from 'electron'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../harness/app/ask.ts'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'
import { toLabel, workId } from '../../src/shared/ids.ts'
import { VaultPage } from '../../harness/app/vaultPage.ts'

/** The numbers are those of Electron's own checklist (electronjs.org, Security). */
let busker: RunningApp
let vault: VaultPage

beforeAll(async () => {
  busker = await launchApp()
  await ask(busker.window, 'app.openVault', { purpose: 'create' })
  vault = await VaultPage.forApp(busker.app)
  await vault.readWords()
})
afterAll(() => busker.close())

const pages = () => [busker.window, vault.page]
const preferences = () =>
  busker.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((each) =>
        (each as unknown as { getLastWebPreferences(): WebPreferences }).getLastWebPreferences(),
      ),
  )

describe('every window', () => {
  test('1, 5, 18: loads local content alone, from a scheme of its own, under a policy that names no network', async () => {
    for (const page of pages()) expect(page.url()).toMatch(/^app:\/\/(busker|vault)\//)
    const policyOf = (page: Page) =>
      page.evaluate(async () =>
        fetch('/').then(
          ({ headers }) => headers.get('content-security-policy'),
          () => 'fetches nothing',
        ),
      )
    expect(await policyOf(busker.window)).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(await policyOf(vault.page)).toBe('fetches nothing')
  })

  test.each([
    ['2: has no Node', 'nodeIntegration', false],
    ['2: has no Node in workers', 'nodeIntegrationInWorker', false],
    ['2: has no Node in frames', 'nodeIntegrationInSubFrames', false],
    ['3: is isolated from its preload', 'contextIsolation', true],
    ['4: is in the sandbox', 'sandbox', true],
    ['6: keeps the rules of the web', 'webSecurity', true],
    ['8: takes no insecure content', 'allowRunningInsecureContent', false],
    ['9: has no experimental features', 'experimentalFeatures', false],
    ['11: holds no web view', 'webviewTag', false],
  ] as const)('%s', async (_what, name, wanted) => {
    const all = await preferences()
    expect(all).toHaveLength(2)
    for (const each of all) expect(each[name] ?? false).toBe(wanted)
  })

  test('10: switches no Blink feature on', async () => {
    for (const each of await preferences()) expect(each.enableBlinkFeatures ?? '').toBe('')
  })

  test('12: cannot be given a web view', async () => {
    const views = await busker.window.evaluate(() => {
      const view = document.createElement('webview')
      view.setAttribute('src', 'https://example.org')
      document.body.append(view)
      return 'getWebContentsId' in view
    })
    expect(views).toBe(false)
    expect(await busker.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(2)
  })

  test('13, 14: goes nowhere and opens nothing', async () => {
    for (const page of pages()) {
      const before = page.url()
      await page.evaluate(() => {
        window.open('https://example.org')
        const link = document.createElement('a')
        link.href = 'https://example.org'
        link.target = '_blank'
        document.body.append(link)
        link.click()
        location.href = 'app://other/'
        location.assign('file:///etc/passwd')
      })
      expect(page.url()).toBe(before)
    }
    expect(busker.app.windows()).toHaveLength(2)
  })

  test('15: opens nothing outside by itself: a page names a release’s file, and the person confirms', async () => {
    const asked = await busker.window.evaluate(() => Object.keys(window.busker.ask))
    const opening = asked.filter((name) => /external|shell|exec|open/i.test(name))
    // The vault and recent documents open in Busker; what goes with a release in the system's program, once it is confirmed.
    expect(opening.toSorted()).toEqual(['app.openBonus', 'app.openRecent', 'app.openVault'])
    await busker.app.evaluate(({ dialog, shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      Object.assign(shell, { openPath: async (path: string) => String(opened.push(path)) })
      Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) })
      Object.assign(dialog, { showMessageBox: async () => ({ response: 1, checkboxChecked: false }) })
    })
    const label = toLabel('release', workId.parse('0'.repeat(32)), 1)
    const openBonus = ask(busker.window, 'app.openBonus', { label, index: 0 })
    await expect(openBonus).rejects.toMatchObject({ code: 'NODE_LOCKED' })
    const openRecent = ask(busker.window, 'app.openRecent', { id: crypto.randomUUID() })
    await expect(openRecent).rejects.toMatchObject({ code: 'DOCUMENT_GONE' })
    const opened = await busker.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
    expect(opened).toEqual([])
  })

  test('7: is refused every permission', async () => {
    for (const page of pages()) {
      const states = await page.evaluate(async () => {
        const names = ['notifications', 'geolocation', 'microphone', 'camera', 'midi', 'clipboard-read']
        const asked = names.map(async (name) => navigator.permissions.query({ name: name as PermissionName }))
        return (await Promise.all(asked)).map(({ state }) => state)
      })
      expect(new Set(states)).toEqual(new Set(['denied']))
      const media = page.evaluate(() =>
        navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'given',
          () => 'refused',
        ),
      )
      expect(await media).toBe('refused')
    }
  })

  test('17: is answered for its own methods alone: a frame inside it is not', async () => {
    const framed = await busker.window.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'app://busker/'
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
      try {
        return Object.keys(frame.contentWindow ?? {}).includes('busker')
      } catch {
        return false
      }
    })
    expect(framed).toBe(false)
  })

  test('20: is given no Electron', async () => {
    for (const page of pages()) {
      const leaked = await page.evaluate(() =>
        Object.keys(window).filter((name) => /electron|require|ipc|process|module|Buffer/i.test(name)),
      )
      expect(leaked).toEqual([])
    }
  })

  test('downloads nothing', async () => {
    const isRefused = await busker.app.evaluate(
      ({ session }) =>
        new Promise<boolean>((resolve) => {
          session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
          session.defaultSession.downloadURL('app://busker/index.html')
        }),
    )
    expect(isRefused).toBe(true)
  })
})

test('beyond the list: no page is let onto the network, and no name is looked up', async () => {
  const found = await busker.app.evaluate(({ app, webContents }) => ({
    webRtc: webContents.getAllWebContents().map((each) => each.getWebRTCIPHandlingPolicy()),
    names: app.commandLine.getSwitchValue('host-resolver-rules'),
  }))
  expect(found).toEqual({
    webRtc: ['disable_non_proxied_udp', 'disable_non_proxied_udp'],
    names: 'MAP * ~NOTFOUND',
  })
})

test('16, 19: what runs is the Electron that was asked for, and says which', async () => {
  const { electron } = await ask(busker.window, 'app.state', {})
  expect(electron).toBe(await busker.app.evaluate(() => process.versions.electron))
})

test.runIf(process.platform === 'linux')('opens no port to other machines', async () => {
  const pid = busker.app.process().pid
  const { stdout } = await promisify(execFile)('cat', ['/proc/net/tcp'])
  const listening = stdout
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A')
  const mine = await socketsOf(pid ?? 0)
  const open = listening.filter((fields) => mine.has(fields[9] ?? ''))
  // 0100007F is 127.0.0.1; Playwright's own debugging port is among them.
  for (const [, local] of open) expect(local).toMatch(/^0100007F:/)
})

async function socketsOf(pid: number): Promise<Set<string>> {
  const { stdout } = await promisify(execFile)('ls', ['-l', `/proc/${pid}/fd`])
  return new Set([...stdout.matchAll(/socket:\[(\d+)\]/g)].map((match) => match[1] ?? ''))
}
