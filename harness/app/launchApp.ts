import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { keepAnswers } from './keepAnswers.ts'
import { electronEnv } from '../../scripts/setup/electron.mjs'

export const builtApp = join(import.meta.dirname, '..', '..', 'out', 'app-test')
export const mainScript = join(builtApp, 'main', 'index.js')

/** Where the Electron is that set-up made sure of. */
export function electronExecutable(): string {
  Object.assign(process.env, electronEnv())
  return createRequire(import.meta.url)('electron') as string
}

/** Chromium refuses to run as root with its sandbox on. */
export const isRoot = process.getuid?.() === 0

export interface StartOptions {
  /** What to start instead of Electron itself; it must pass its arguments on. */
  readonly executable?: string
  /** The main script, and what is said to it and to Chromium. */
  readonly args: readonly string[]
}

/** Starts Electron, which is not ready before Playwright is attached: to attach while a page is being made may wait for ever. */
export async function startElectron({ executable, args }: StartOptions): Promise<ElectronApplication> {
  // What is pressed is named in English, whatever this machine speaks.
  process.env['LANGUAGE'] = 'en'
  const app = await _electron.launch({
    executablePath: executable ?? electronExecutable(),
    args: ['-r', playwrightLoader(), ...args],
    // The application's own theme, not one of Playwright's.
    colorScheme: null,
    chromiumSandbox: !isRoot || executable !== undefined,
  })
  return keepAnswers(app)
}

/** Playwright loads it by itself only where it chooses the executable. */
function playwrightLoader(): string {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json')
  return join(dirname(manifest), 'lib', 'server', 'electron', 'loader.js')
}

export interface LaunchOptions extends Partial<StartOptions> {
  /** The application's data; left out: a new folder, removed at the end. */
  readonly userData?: string
  /** The folder of the local network to find; left out: one where none ever runs. */
  readonly localnet?: string
  /** A link that it is started with, as a browser does. */
  readonly link?: string
}

/** Busker, running, with user data of its own. */
export interface RunningApp {
  readonly app: ElectronApplication
  readonly window: Page
  readonly userData: string
  close(): Promise<void>
}

/** As long as anything on a screen may take on a busy machine, ms. */
export const screenTimeoutMs = 60_000

/** As long as quitting may take on a busy machine, ms. */
const quitTimeoutMs = 30_000

/** Starts the real application. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const { executable, args = [] } = options
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'busker-e2e-')))
  const app = await startElectron({
    ...(executable && { executable }),
    args: [
      `--user-data-dir=${userData}`,
      `--busker-localnet=${options.localnet ?? join(userData, 'no-localnet')}`,
      ...args,
      mainScript,
      ...(options.link === undefined ? [] : [options.link]),
    ],
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
  const timer = setTimeout(() => main.kill('SIGKILL'), quitTimeoutMs)
  await app.close()
  clearTimeout(timer)
  if (main.killed) throw new Error(`Busker did not quit within ${quitTimeoutMs / 1_000} s.`)
}

async function mainWindow(app: ElectronApplication): Promise<Page> {
  const window = await app.firstWindow()
  await window.waitForURL(/^app:\/\/busker\//)
  return window
}
