import { appOrigin } from '../../src/shared/origins.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { vi } from 'vitest'
import { screenTimeoutMs } from './launchApp.ts'

interface Target {
  readonly url: string
}

/**
 * Drives an application that was started with `--remote-debugging-port=0`, as one drives Chromium.
 *
 * Resolves when its page is there. To attach while the page is being made may wait for ever: what is asked of the empty
 * page before it is answered by nobody.
 */
export async function attachToApp(userData: string): Promise<Browser> {
  const address = await vi.waitUntil(() => addressWithPage(userData), {
    timeout: 120_000 + screenTimeoutMs,
    interval: 100,
  })
  return chromium.connectOverCDP(address)
}

/**
 * The page of an origin such as `app://vault`, there or about to be, once its scripts have run: the main process lets
 * the main window's begin when it can answer them.
 */
export async function pageOfOrigin(browser: Browser, origin: string): Promise<Page> {
  const find = () =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith(`${origin}/`))
  const page = await vi.waitUntil(find, { timeout: screenTimeoutMs, interval: 100 })
  await page.waitForLoadState('load', { timeout: screenTimeoutMs })
  return page
}

async function addressWithPage(userData: string): Promise<string | false> {
  const [port = ''] = (await readFile(join(userData, 'DevToolsActivePort'), 'utf8').catch(() => '')).split(
    '\n',
  )
  if (port === '') return false
  const address = `http://127.0.0.1:${port}`
  // One that has ended left the port it had.
  const response = await fetch(`${address}/json/list`).catch(() => null)
  const targets = ((await response?.json()) ?? []) as Target[]
  return targets.some(({ url }) => url.startsWith(`${appOrigin}/`)) && address
}
