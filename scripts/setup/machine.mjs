import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import {
  contractsPath,
  kuboLibrary,
  kuboPath,
  kuboProgramPath,
  lookForFfmpeg,
  postgresFolder,
  raidenWebUiPath,
  sqliteBindingPath,
  synapsePath,
} from '../../src/process/toolPaths.mjs'
import { hasDependencies } from './dependencies.mjs'
import { hasElectron, hasFallbackElectron } from './electron.mjs'
import { canDownloadElectron } from './electronDownload.mjs'
import { findPip } from './pip.mjs'
import { inPath } from './run.mjs'
import { staticFfmpegWheel } from './staticFfmpeg.mjs'

/**
 * What set-up wants to know of a machine before it changes anything.
 *
 * @typedef {object} Machine
 * @property {string} platform as in `process.platform`
 * @property {string} arch as in `process.arch`
 * @property {boolean} hasDisplay
 * @property {boolean} hasStaticFfmpeg whether there is an ffmpeg that set-up can download for it
 * @property {(program: string) => boolean} hasProgram
 * @property {(library: string) => boolean} hasLibrary also true where that can't be known
 * @property {(thing: keyof typeof things) => boolean} isThere whether set-up has done this before
 * @property {() => Promise<boolean>} hasPip
 * @property {() => Promise<string | undefined>} ffmpegProblem why there is no ffmpeg to use; undefined when there is one
 * @property {() => Promise<boolean>} canDownloadElectron
 */

const things = {
  dependencies: hasDependencies,
  contracts: () => existsSync(contractsPath()),
  kubo: () => kuboLibrary() === undefined || existsSync(kuboPath()),
  'kubo-program': () => existsSync(kuboProgramPath()),
  postgresql: () => postgresFolder() !== undefined,
  'raiden-webui': () => existsSync(raidenWebUiPath()),
  synapse: () => existsSync(synapsePath()),
  electron: hasElectron,
  fallbackElectron: hasFallbackElectron,
  sqliteBinding: () => existsSync(sqliteBindingPath()),
}

/** @returns {Machine} the one this runs on */
export function thisMachine() {
  /** @type {string | undefined} */
  let libraries
  return {
    platform: process.platform,
    arch: process.arch,
    hasDisplay: Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']),
    hasStaticFfmpeg: staticFfmpegWheel() !== undefined,
    hasProgram: inPath,
    hasLibrary(library) {
      libraries ??= installedLibraries()
      return libraries === '' || libraries.includes(`\t${library} `)
    },
    isThere: (thing) => things[thing](),
    hasPip: async () => (await findPip()) !== undefined,
    async ffmpegProblem() {
      const found = await lookForFfmpeg()
      return 'problem' in found ? found.problem : undefined
    },
    canDownloadElectron,
  }
}

/** @returns {string} what the dynamic linker knows; empty where it can't be asked */
function installedLibraries() {
  if (process.platform !== 'linux') return ''
  const path = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((each) => existsSync(each))
  return path === undefined ? '' : execFileSync(path, ['-p'], { encoding: 'utf8' })
}
