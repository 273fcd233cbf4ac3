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
  const port = await vi.waitUntil(() => portOf(userData), { timeout: 120_000, interval: 100 })
  const address = `http://127.0.0.1:${port}`
  await vi.waitUntil(() => hasPage(address), { timeout: screenTimeoutMs, interval: 100 })
  return chromium.connectOverCDP(address)
}

/** The page of an origin such as `app://vault`, there or about to be. */
export function pageOfOrigin(browser: Browser, origin: string): Promise<Page> {
  const find = () =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().startsWith(`${origin}/`))
  return vi.waitUntil(find, { timeout: screenTimeoutMs, interval: 100 })
}

async function portOf(userData: string): Promise<string | false> {
  const text = await readFile(join(userData, 'DevToolsActivePort'), 'utf8').catch(() => '')
  return text.split('\n')[0] || false
}

async function hasPage(address: string): Promise<boolean> {
  const response = await fetch(`${address}/json/list`)
  const targets = (await response.json()) as Target[]
  return targets.some(({ url }) => url.startsWith(`${appOrigin}/`))
}
