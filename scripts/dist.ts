// npm run dist: makes packages in dist/. `-- cli` makes the command line for this system, as a folder and an archive of it; `-- hub`
// a package of it for Debian that runs a hub; neither, the application, as electron-builder.yml says. `-- --dir` stops before that is packed. A publisher adds
// `--update-url URL --update-key PUBLIC.pem…`, which the packages then look for newer versions at, and `--sign PRIVATE.pem`,
// which signs what they will find there (docs/publishing-versions.md).
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { report, SetupProblem } from './setup/problem.mjs'
import manifest from '../package.json' with { type: 'json' }

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'boolean', default: false },
    out: { type: 'string' },
    'update-url': { type: 'string' },
    'update-key': { type: 'string', multiple: true, default: [] },
    sign: { type: 'string' },
  },
})
const root = join(import.meta.dirname, '..')
const target = asked.out ?? join(root, 'dist')
const [kind = 'app'] = positionals

try {
  await pack()
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error
  report(error)
  process.exitCode = 1
}

async function pack(): Promise<void> {
  if (kind === 'cli') {
    const { packCli } = await import('./dist/cliPackage.ts')
    console.log(await packCli(root, target, manifest))
  } else if (kind === 'hub') {
    const { packHub } = await import('./dist/debian/hubPackage.ts')
    console.log(await packHub(root, target, manifest))
  } else if (kind === 'app') {
    const { packApp } = await import('./dist/appPackages.ts')
    await packApp(root, {
      dir: asked.dir,
      updateUrl: asked['update-url'],
      updateKeys: asked['update-key'],
      signingKey: asked.sign,
    })
  } else {
    console.error(`There is no package called ${kind}. It is app (also when left out), cli or hub.`)
    process.exitCode = 2
  }
}
