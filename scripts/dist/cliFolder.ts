import { chmod, copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { bundlePrograms } from '../../build/bundlePrograms.ts'
import { unbundled } from '../../build/packages.ts'
import { readProgramSources } from '../../build/programSources.ts'
import { contractsPath } from '../../src/process/toolPaths.mjs'
import { launcher } from './cliLauncher.ts'
import { licencesOf } from './licences.ts'
import { copyPackages, packagesNeeded } from './packedPackages.ts'
import { staticFfmpeg } from './staticFfmpeg.ts'

/** Packages outside of the bundles that only the app, or nobody who was given one, has. */
const notPacked = new Set(['electron', 'electron-updater', 'ffmpeg-static', 'redux-observable'])
/** Read by its name at run time. */
const readByName = ['hls.js']

/**
 * Makes the folder of the command line for this system: Busker's own Node, the bundled programs, the packages that stay
 * outside of bundles, ffmpeg, anvil and Raiden's contracts. It runs from wherever it is put. What lay there is removed.
 *
 * @param root the repository's root
 * @param manifest its package.json
 */
export async function makeCliFolder(root: string, folder: string, manifest: object): Promise<void> {
  const app = join(folder, 'app')
  await rm(folder, { recursive: true, force: true })
  const programs = readProgramSources(root).programs.filter(isShipped)
  await bundlePrograms({ root, programs, folder: app, hasSourceMaps: false })
  await writeFile(join(app, 'package.json'), `${JSON.stringify({ ...manifest, type: 'module' })}\n`)

  const outside = [...unbundled.filter((name) => !notPacked.has(name)), ...readByName]
  await copyPackages(root, packagesNeeded(root, outside), app)

  await mkdir(join(folder, 'bin'))
  await copyFile(process.execPath, join(folder, 'bin', basename(process.execPath)))
  const { name, text } = launcher()
  await writeFile(join(folder, name), text)
  await chmod(join(folder, name), 0o755)
  await putResources(root, join(folder, 'resources'))

  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE.txt'))
  await writeFile(join(folder, 'LICENSES-of-packages.txt'), await licencesOf(root, packagesNeeded(root)))
}

/** Programs of the tree that are started by what is shipped, and not by tests. */
const isShipped = (program: string): boolean =>
  program === 'src/cli/main.ts' ||
  (program.startsWith('src/') && !program.startsWith('src/cli/') && !program.includes('/testing/'))

/** What programs find beside Node (toolPaths.mjs). */
async function putResources(root: string, resources: string): Promise<void> {
  const ffmpeg = await staticFfmpeg(`${process.platform}-${process.arch}`)
  await cp(join(root, 'resources', 'ffmpeg'), join(resources, 'ffmpeg'), { recursive: true })
  await copyFile(ffmpeg, join(resources, 'ffmpeg', basename(ffmpeg)))
  await copyFile(join(root, 'LICENSE'), join(resources, 'ffmpeg', 'LICENSE.txt'))
  await copyFile(contractsPath(), join(resources, basename(contractsPath())))
}
