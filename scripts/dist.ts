// npm run dist: makes packages of the application in dist/, as electron-builder.yml says. `-- --dir` stops before they are packed.
// A publisher adds `--update-url URL --update-key PUBLIC.pem…`, which the packages then look for newer versions at, and
// `--sign PRIVATE.pem`, which signs what they will find there (docs/publishing-versions.md).
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build as pack, log } from 'electron-builder'
import { build } from 'electron-vite'
import { signManifests, writeUpdateFeed } from './dist/updateFeed.ts'

const { values: asked } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    'update-url': { type: 'string' },
    'update-key': { type: 'string', multiple: true, default: [] },
    sign: { type: 'string' },
  },
})
const root = join(import.meta.dirname, '..')
const url = asked['update-url']

// It would list every package that is there twice, in one line of many screens.
const inform: typeof log.info = log.info.bind(log)
log.info = (fields, message) => {
  if (message !== 'duplicate dependency references') inform(fields, message)
}

const electron = process.env['ELECTRON_OVERRIDE_DIST_PATH']
await build({ logLevel: 'warn' })
if (url !== undefined) await writeUpdateFeed(join(root, 'out', 'app'), url, asked['update-key'])
await pack({
  config: {
    // electron-builder downloads an Electron where set-up found none.
    ...(electron !== undefined && { electronDist: electron }),
    // It writes the manifest of packages only where it knows a place for them.
    ...(url !== undefined && { publish: { provider: 'generic', url } }),
  },
  dir: asked.dir,
  publish: 'never',
})
if (asked.sign !== undefined) await signManifests(join(root, 'dist'), asked.sign)
