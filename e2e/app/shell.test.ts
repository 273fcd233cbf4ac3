import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/shared/ipc.ts'
import { ipcEvents, ipcMethods } from '../../src/shared/ipc.ts'
import { ask } from '../../harness/app/ask.ts'
import {
  isRoot,
  electronExecutable,
  launchApp,
  mainScript,
  type RunningApp,
} from '../../harness/app/launchApp.ts'

let busker: RunningApp

beforeAll(async () => {
  busker = await launchApp({ args: ['--use-fake-device-for-media-stream'] })
})
afterAll(() => busker.close())

describe('the window', () => {
  test('shows the page of app://busker', async () => {
    expect(busker.window.url()).toMatch(/^app:\/\/busker\/(#|$)/)
    await busker.window.locator('#root > *').first().waitFor()
    const isVisible = await busker.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.isVisible(),
    )
    expect(isVisible).toBe(true)
  })

  test('finds every native part at work', async () => {
    const parts = await ask(busker.window, 'diagnostics.parts', {})
    expect(Object.values(parts).every((version) => version !== '')).toBe(true)
  })

  test('stays on its page and opens no other', async () => {
    await busker.window.evaluate(() => {
      window.open('https://example.org')
      location.href = 'https://example.org'
    })
    expect(busker.window.url()).toMatch(/^app:\/\/busker\//)
    expect(busker.app.windows()).toHaveLength(1)
  })
})

describe('the page', () => {
  test('has of Node and Electron only the contract', async () => {
    const seen = await busker.window.evaluate(() => ({
      globals: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in window),
      bridge: Object.keys(window.busker).toSorted(),
      ask: Object.keys(window.busker.ask),
      on: Object.keys(window.busker.on),
    }))
    expect(seen).toEqual({
      globals: [],
      bridge: ['ask', 'cancel', 'on', 'pathOf'],
      ask: Object.keys(ipcMethods),
      on: Object.keys(ipcEvents),
    })
  })

  test('is told what is wrong with its question, as data with a code', async () => {
    const outcome: Outcome = await busker.window.evaluate(() =>
      window.busker.ask['diagnostics.parts']('1', { nonsense: 1 }),
    )
    expect(outcome).toMatchObject({
      error: { code: 'IPC_INPUT', message: expect.stringContaining('nonsense') as string },
    })
  })

  test('cannot run script from anywhere else', async () => {
    const ran = await busker.window.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      const fetched = await fetch('https://example.org').catch(() => 'refused')
      return { injected: 'injected' in window, fetched }
    })
    expect(ran).toEqual({ injected: false, fetched: 'refused' })
  })

  test('gets no permission', async () => {
    const states = await busker.window.evaluate(async () => {
      const names = [
        'notifications',
        'geolocation',
        'microphone',
        'camera',
        'clipboard-read',
      ] as PermissionName[]
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
    expect(await busker.window.evaluate(() => Notification.requestPermission())).toBe('denied')
  })

  test('may list where sound can come out, and still not listen', async () => {
    const found = await busker.window.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices()
      const listening = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'heard',
        (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
      )
      return { named: devices.filter(({ label }) => label !== '').map(({ kind }) => kind), listening }
    })
    expect(found.named).toContain('audiooutput')
    expect(found.listening).toBe('NotAllowedError')
  })

  test.each([
    '/%2e%2e/main/index.js',
    '/..%2fmain%2findex.js',
    '/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
    '/..%5cmain%5cindex.js',
    '//etc/passwd',
  ])('reads nothing outside its folder: %s', async (path) => {
    const status = await busker.window.evaluate(
      async (url) => (await fetch(url)).status,
      `app://busker${path}`,
    )
    expect(status).toBe(404)
  })
})

describe('a second start', () => {
  test('ends by itself and is announced to the first', async () => {
    const announced = busker.window.evaluate(
      () => new Promise<string>((resolve) => window.busker.on['app.reopened'](() => resolve('reopened'))),
    )
    const sandbox = isRoot ? ['--no-sandbox'] : []
    await promisify(execFile)(electronExecutable(), [
      ...sandbox,
      `--user-data-dir=${busker.userData}`,
      mainScript,
    ])
    expect(await announced).toBe('reopened')
  })
})
