import { readFileSync } from 'node:fs'
import { missingNeeds } from './needs.mjs'
import { show } from './progress.mjs'
import { SetupProblem } from './problem.mjs'
import { aptErrors } from './reasons.mjs'
import { inPath, run } from './run.mjs'

/**
 * Debian's names before 2038 became a problem, which are the names up to Debian 12 and Ubuntu 23.10.
 *
 * @typedef {'npm' | 'g++' | 'make' | 'python3' | 'python3-pip' | 'ffmpeg' | 'mpv' | 'xvfb' | 'debootstrap' | 'golang-go' | 'postgresql' | 'libnss3' |
 *   'libatk-bridge2.0-0' | 'libgtk-3-0' | 'libgbm1' | 'libasound2'} PackageName
 */

/** @type {readonly PackageName[]} */
const renamed = ['libatk-bridge2.0-0', 'libgtk-3-0', 'libasound2']
const releasesBeforeRenaming = ['buster', 'bullseye', 'bookworm', 'focal', 'jammy', 'lunar', 'mantic']

/**
 * Looks at all that some parts need of the system, and installs it in one go where this process may.
 *
 * @param {readonly import('./commands.mjs').Part[]} parts
 * @param {import('./needs.mjs').Machine} machine
 * @param {string} command what the person typed
 * @throws {SetupProblem} with the whole list, and one command for all of it
 */
export async function setUpSystem(parts, machine, command) {
  const needs = await missingNeeds(parts, machine)
  const mustStop = needs.some(({ isOptional }) => !isOptional)
  if (needs.length === 0 || (!mustStop && !mayInstall())) return
  const packages = [...new Set(needs.flatMap((need) => need.packages))]
  if (!mayInstall()) throw problemOf(needs, packages, command)
  process.stderr.write(
    `${[`${command} needs what is missing on this machine:`, ...list(needs)].join('\n')}\n`,
  )
  await show(`Installing ${namesHere(packages).join(' ')}`, () => install(packages))
}

/**
 * Installs packages whose need could not be foreseen.
 *
 * @param {readonly PackageName[]} packages
 * @param {string} why the sentence said when this process may not
 * @throws {SetupProblem} when it may not, or when apt-get fails
 */
export async function installPackages(packages, why) {
  if (!mayInstall()) throw new SetupProblem(why, commandFor(packages))
  await install(packages)
}

/**
 * @param {readonly PackageName[]} packages
 * @param {string} release the code name of a Debian or Ubuntu
 * @returns {string[]} what the packages are called there
 */
export function packageNames(packages, release) {
  if (releasesBeforeRenaming.includes(release)) return [...packages]
  return packages.map((name) => (renamed.includes(name) ? `${name}t64` : name))
}

/**
 * @param {string} osRelease the text of /etc/os-release
 * @returns {string} the code name of the Debian or Ubuntu that a system is, or is made of; empty where it says none
 */
export function releaseIn(osRelease) {
  for (const key of ['UBUNTU_CODENAME', 'DEBIAN_CODENAME', 'VERSION_CODENAME']) {
    const name = new RegExp(`^${key}="?([\\w-]+)"?$`, 'm').exec(osRelease)?.[1]
    if (name !== undefined) return name
  }
  return ''
}

/**
 * @param {readonly import('./needs.mjs').Need[]} needs
 * @param {readonly PackageName[]} packages
 * @param {string} command
 */
function problemOf(needs, packages, command) {
  if (inPath('apt-get'))
    return new SetupProblem(
      `${command} needs what is missing on this machine:`,
      commandFor(packages),
      list(needs),
    )
  const sentence = `${command} needs what is missing on this machine. Install this (the names are Debian's), then go on:`
  return new SetupProblem(sentence, command, list(needs))
}

/** @param {readonly import('./needs.mjs').Need[]} needs */
function list(needs) {
  return needs.map(({ what, packages }) => `- ${what} (${namesHere(packages).join(' ')})`)
}

/** @param {readonly PackageName[]} packages */
function namesHere(packages) {
  return packageNames(packages, releaseIn(osRelease()))
}

/**
 * @param {readonly PackageName[]} packages
 * @param {boolean} [hasSudo]
 * @returns {string} what an ordinary user types to have them installed by root
 */
export function commandFor(packages, hasSudo = inPath('sudo')) {
  const install = `apt-get update && apt-get install -y --no-install-recommends ${namesHere(packages).join(' ')}`
  // Only a login shell of root's is sure to have the folders that dpkg looks for programs in.
  return hasSudo ? `sudo sh -c '${install}'` : `su - -c '${install}'`
}

/** @param {readonly PackageName[]} packages */
async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const names = namesHere(packages)
  const update = await run('apt-get', ['update'], { env })
  const { ok, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env })
  if (ok) return
  const said = aptErrors(update.output + output)
  throw new SetupProblem(
    `apt-get could not install ${names.join(', ')}. It said:`,
    commandFor(packages),
    said,
  )
}

function mayInstall() {
  return process.getuid?.() === 0 && inPath('apt-get')
}

function osRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}
