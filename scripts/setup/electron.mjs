import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fallbackElectronPath } from '../../src/process/toolPaths.mjs'
import { root } from './dependencies.mjs'

/** npm's package of Electron, which downloads the program itself when it is first needed. */
export const electronPackage = join(root, 'node_modules', 'electron')

/** @returns {boolean} whether the Electron that package-lock.json names has been downloaded */
export function hasElectron() {
  const version = join(electronPackage, 'dist', 'version')
  if (!existsSync(version) || !existsSync(join(electronPackage, 'path.txt'))) return false
  const wanted = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version
  return readFileSync(version, 'utf8').replace(/^v/, '').trim() === wanted
}

/** @returns {boolean} whether set-up has assembled the older Electron that serves where the usual one can't be had */
export function hasFallbackElectron() {
  return existsSync(join(fallbackElectronPath(), 'electron'))
}

/** @returns {NodeJS.ProcessEnv} what npm's `electron` must be told to find the Electron that is there */
export function electronEnv() {
  return !hasElectron() && hasFallbackElectron()
    ? { ELECTRON_OVERRIDE_DIST_PATH: fallbackElectronPath() }
    : {}
}
