import { existsSync, readFileSync } from 'node:fs'

/**
 * A package in a lock file of npm's.
 *
 * @typedef {{
 *   version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   integrity?: string, resolved?: string, link?: boolean, license?: string,
 *   dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>,
 * }} LockedPackage
 */

/** @typedef {Record<string, LockedPackage>} LockedPackages by path */

/**
 * @param {LockedPackages} wanted
 * @param {LockedPackages} present
 * @param {{ os: string, cpu: string, libc: string }} machine
 * @returns {boolean} whether all that is wanted is present, in that version; of optional packages, those made for the machine
 */
export function isComplete(wanted, present, machine) {
  return Object.entries(wanted).every(([path, wish]) => {
    if (path === '') return true
    return present[path] ? present[path].version === wish.version : wish.optional && !isMadeFor(wish, machine)
  })
}

/**
 * @param {string} lockFile
 * @returns {LockedPackages} empty when there is no such file
 */
export function packagesIn(lockFile) {
  if (!existsSync(lockFile)) return {}
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages
}

/** @returns {{ os: string, cpu: string, libc: string }} */
export function machineOfPackages() {
  return { os: process.platform, cpu: process.arch, libc: hasMusl() ? 'musl' : 'glibc' }
}

/**
 * Whether a package is a compiled one for just this kind of machine. npm leaves those out, without a word, when it runs on a
 * Node that they do not name.
 *
 * @param {LockedPackage} wish
 * @param {{ os: string, cpu: string, libc: string }} machine
 */
function isMadeFor({ os = [], cpu = [], libc }, machine) {
  return os.includes(machine.os) && cpu.includes(machine.cpu) && (libc?.includes(machine.libc) ?? true)
}

function hasMusl() {
  const ldd = '/usr/bin/ldd'
  return existsSync(ldd) && readFileSync(ldd, 'utf8').includes('musl')
}
