import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isComplete, machineOfPackages, packagesIn } from './lockedPackages.mjs'
import { show } from './progress.mjs'
import { applyPatches } from './patches.mjs'
import { SetupProblem } from './problem.mjs'
import { platformsWithPrebuilds } from './prebuilds.mjs'
import { npmErrors } from './reasons.mjs'
import { run } from './run.mjs'

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

const modules = join(root, 'node_modules')
const ownNodeVersion = fileURLToPath(new URL('ownNodeVersion.cjs', import.meta.url))

/** The Node that Busker is tested with, which npm installs; this script may run on an older one. */
export const ownNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** @returns {NodeJS.ProcessEnv} an environment in which `node` and the packages' commands are the installed ones */
export function installedEnv() {
  return { ...process.env, PATH: [join(modules, '.bin'), process.env['PATH'] ?? ''].join(delimiter) }
}

/** @returns {boolean} whether all that package-lock.json names is installed */
export function hasDependencies() {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const present = packagesIn(join(modules, '.package-lock.json'))
  return isComplete(wanted, present, machineOfPackages()) && existsSync(ownNode)
}

/**
 * Installs exactly what package-lock.json names, unless that is there already, and changes what must be changed in it. npm
 * checks each package's pinned hash.
 */
export async function setUpDependencies() {
  if (!hasDependencies()) await installDependencies()
  applyPatches(modules)
}

async function installDependencies() {
  await show('Installing dependencies with npm', async () => {
    if (!platformsWithPrebuilds.includes(`${process.platform}-${process.arch}`)) return npm(['ci'])
    // npm would run make for better-sqlite3 though there is nothing to compile. Only Node's own script has something to do.
    await npm(['ci', '--ignore-scripts'], { NODE_OPTIONS: `--require ${JSON.stringify(ownNodeVersion)}` })
    await npm(['rebuild', 'node'])
  })
  if (existsSync(ownNode)) return
  throw new SetupProblem(
    'npm left out Node itself: it was told not to run install scripts.',
    'npm rebuild node --ignore-scripts=false',
  )
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [variables]
 */
async function npm(args, variables = {}) {
  const { ok, output } = await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { ...process.env, ...variables },
  })
  if (ok) return
  const said = npmErrors(output)
  throw new SetupProblem('npm could not install the dependencies. It said:', `npm ${args.join(' ')}`, said)
}
