import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronEnv } from '../../scripts/setup/electron.mjs'

export const builtApp = join(import.meta.dirname, '..', '..', 'out', 'app-test')
export const mainScript = join(builtApp, 'main', 'index.js')

/** Where the Electron is that set-up made sure of. */
export function electronExecutable(): string {
  Object.assign(process.env, electronEnv())
  return createRequire(import.meta.url)('electron') as string
}

/** Chromium refuses to run as root with its sandbox on. */
export const asRoot = process.getuid?.() === 0

export interface LaunchOptions {
  /** What to start instead of Electron itself; it must pass its arguments on. */
  readonly executable?: string
  /** The application's data; left out: a new folder, removed at the end. */
  readonly userData?: string
  /** The folder of the local network to find; left out: one where none ever runs. */
  readonly localnet?: string
  readonly args?: readonly string[]
}

/** Busker, running, with user data of its own. */
export interface RunningApp {
  readonly app: ElectronApplication
  readonly window: Page
  readonly userData: string
  close(): Promise<void>
}

/** As long as quitting may take on a busy machine, ms. */
const quitMs = 30_000

/** Starts the real application. */
export async function launch(options: LaunchOptions = {}): Promise<RunningApp> {
  const { executable, args = [] } = options
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'busker-e2e-')))
  const app = await _electron.launch({
    executablePath: executable ?? electronExecutable(),
    args: [
      `--user-data-dir=${userData}`,
      `--busker-localnet=${options.localnet ?? join(userData, 'no-localnet')}`,
      ...args,
      mainScript,
    ],
    // The application's own theme, not one of Playwright's.
    colorScheme: null,
    chromiumSandbox: !asRoot || executable !== undefined,
  })
  return {
    app,
    userData,
    window: await mainWindow(app),
    async close() {
      await quit(app)
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Quits as from the menu; one that does not, because it asks something or hangs, is ended, and that is an error. */
async function quit(app: ElectronApplication): Promise<void> {
  const main = app.process()
  const timer = setTimeout(() => main.kill('SIGKILL'), quitMs)
  await app.close()
  clearTimeout(timer)
  if (main.killed) throw new Error(`Busker did not quit within ${quitMs / 1_000} s.`)
}

async function mainWindow(app: ElectronApplication): Promise<Page> {
  const window = await app.firstWindow()
  await window.waitForURL(/^app:\/\/busker\//)
  return window
}
