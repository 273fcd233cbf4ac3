import { existsSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { type LockedPackages, packagesIn } from '../setup/lockedPackages.mjs'

/** What of a package runs nowhere, or on other systems only. */
const isLeftOut = (path: string): boolean =>
  /\.(md|map|ts|mts|cts|h|cc|cpp|c|gypi?|o)$/.test(path) ||
  /\/(test|tests|__tests__|docs?|examples?|deps|\.bin)$/.test(path) ||
  isForOtherSystems(path)

/** A folder or a file of `prebuilds` is named after its systems: `linux-x64.node`, `darwin-x64+arm64`. */
function isForOtherSystems(path: string): boolean {
  const [, system] = /\/prebuilds\/([a-z0-9]+-[a-z0-9+]+)(\.node)?$/.exec(path) ?? []
  if (system === undefined) return false
  const [platform, machines = ''] = system.split('-')
  return platform !== process.platform || !machines.split('+').includes(process.arch)
}

/**
 * The installed packages that some packages need to run, themselves included.
 *
 * @param root the repository's root
 * @param names packages that stand at the top of `node_modules`; left out: all that are no development packages
 * @returns paths from the root, such as `node_modules/a/node_modules/b`
 */
export function packagesNeeded(root: string, names?: readonly string[]): string[] {
  const locked = packagesIn(join(root, 'package-lock.json'))
  const found = new Set<string>()
  const visit = (path: string | undefined): void => {
    if (path === undefined || found.has(path) || !existsSync(join(root, path))) return
    found.add(path)
    const { dependencies, optionalDependencies, peerDependencies } = locked[path] ?? {}
    const all = { ...dependencies, ...optionalDependencies, ...peerDependencies }
    for (const name of Object.keys(all)) visit(placeOf(locked, name, path))
  }
  for (const name of names ?? Object.keys(locked['']?.dependencies ?? {})) visit(placeOf(locked, name, ''))
  return [...found].toSorted()
}

/** Where Node finds a package that is asked for from a place: the nearest `node_modules` upwards. */
function placeOf(locked: LockedPackages, name: string, from: string): string | undefined {
  const path = `${from === '' ? '' : `${from}/`}node_modules/${name}`
  if (locked[path] !== undefined || from === '') return locked[path] && path
  return placeOf(locked, name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))))
}

/** Copies packages, at their places, into another folder, without what does not run there. */
export async function copyPackages(root: string, paths: readonly string[], folder: string): Promise<void> {
  for (const path of paths) {
    const from = join(root, path)
    await mkdir(join(folder, dirname(path)), { recursive: true })
    await cp(from, join(folder, path), {
      recursive: true,
      filter: (each) => relative(from, each).split('/')[0] !== 'node_modules' && !isLeftOut(each),
    })
  }
}
