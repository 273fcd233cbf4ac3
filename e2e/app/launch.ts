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

/** Busker, running, with user data of its own. */
export interface RunningApp {
  readonly app: ElectronApplication
  readonly window: Page
  readonly userData: string
  close(): Promise<void>
}

/** Starts the real application. @param executable what to start instead of Electron itself; it must pass its arguments on */
export async function launch(executable?: string): Promise<RunningApp> {
  const userData = await mkdtemp(join(tmpdir(), 'busker-e2e-'))
  const app = await _electron.launch({
    executablePath: executable ?? electronExecutable(),
    args: [`--user-data-dir=${userData}`, mainScript],
    chromiumSandbox: !asRoot || executable !== undefined,
  })
  return {
    app,
    userData,
    window: await app.firstWindow(),
    async close() {
      await app.close()
      await rm(userData, { recursive: true, force: true })
    },
  }
}
