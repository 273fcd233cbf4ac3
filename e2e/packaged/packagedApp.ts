import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { electronEnv } from '../../scripts/setup/electron.mjs'
import { attachToApp, pageOfOrigin } from '../../harness/app/attach.ts'

const root = join(import.meta.dirname, '..', '..')

export const packagedFolder = join(root, 'dist', 'linux-unpacked')
export const packaged = join(packagedFolder, 'busker')

/** Packs the application as it is now. */
export async function buildPackaged(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/dist.ts', '--dir'], {
    cwd: root,
    env: { ...process.env, ...electronEnv() },
    maxBuffer: 64 * 1024 * 1024,
  })
}

/** The packaged application, running. Its fuses are off, so it is driven as one drives Chromium. */
export class PackagedApp {
  readonly process: ChildProcess
  readonly #browser: Browser
  readonly #userData: string

  private constructor(child: ChildProcess, browser: Browser, userData: string) {
    this.process = child
    this.#browser = browser
    this.#userData = userData
  }

  /**
   * Starts it with nothing in PATH: it has to bring every program it runs.
   *
   * @param localnet the folder of the local network to find
   * @param more arguments
   */
  static async launch(localnet: string, ...more: string[]): Promise<PackagedApp> {
    const userData = await mkdtemp(join(tmpdir(), 'busker-packaged-'))
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const args = [`--user-data-dir=${userData}`, `--busker-localnet=${localnet}`, '--remote-debugging-port=0']
    const { FFMPEG_BIN: _chosen, ...env } = process.env
    const child = spawn(packaged, [...sandbox, ...args, ...more], {
      stdio: 'ignore',
      cwd: userData,
      env: { ...env, PATH: '' },
    })
    return new PackagedApp(child, await attachToApp(userData), userData)
  }

  /** The page of an origin, there or about to be. */
  page(origin: string): Promise<Page> {
    return pageOfOrigin(this.#browser, origin)
  }

  async close(): Promise<void> {
    const ended = once(this.process, 'exit')
    this.process.kill('SIGTERM')
    await ended
    await rm(this.#userData, { recursive: true, force: true, maxRetries: 5 })
  }
}
