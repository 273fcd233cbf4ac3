import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Browser, Page } from 'playwright-core'
import { vi } from 'vitest'
import { attachToApp, pageOfOrigin } from '../../harness/app/attach.ts'

/** A packaged Busker where a person has put it, which may end and start again by itself: with the same data each time. */
export class InstalledApp {
  readonly #executable: string
  readonly #userData: string
  #browser: Browser | null = null

  constructor(executable: string, userData: string) {
    this.#executable = executable
    this.#userData = userData
  }

  /** Starts it as a person does. */
  start(): ChildProcess {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const args = [`--user-data-dir=${this.#userData}`, '--busker-localnet=/none', '--remote-debugging-port=0']
    return spawn(this.#executable, [...sandbox, ...args], {
      stdio: 'ignore',
      env: { ...process.env, PATH: '' },
    })
  }

  /** @returns the exit code of a start that ends by itself */
  async startToEnd(): Promise<number | null> {
    const [code] = await once(this.start(), 'exit')
    return code
  }

  /** The page of the one that runs, whoever has started it. */
  async page(): Promise<Page> {
    this.#browser = await attachToApp(this.#userData)
    return pageOfOrigin(this.#browser, 'app://busker')
  }

  /** Does what makes it end, and waits until it has. Another may be running by then. */
  async ended(end: () => Promise<unknown>): Promise<void> {
    if (this.#browser === null) return
    const browser = this.#browser
    const gone = new Promise<void>((resolve) => browser.once('disconnected', () => resolve()))
    await end()
    await gone
  }

  /** Ends the one that runs. */
  async close(): Promise<void> {
    const browser = this.#browser
    if (browser === null || !browser.isConnected()) return
    const session = await browser.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const pid = processInfo.find(({ type }) => type === 'browser')?.id
    if (pid === undefined) throw new Error('The application names no process of its own.')
    await this.ended(async () => process.kill(pid, 'SIGTERM'))
    await vi.waitUntil(() => !isRunning(pid), { timeout: 30_000, interval: 50 })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
