// npm run dist: makes packages of the application in dist/. `-- --dir` stops before they are packed.
import { build as pack, log } from 'electron-builder'
import { build } from 'electron-vite'
import { packaging } from './dist/packaging.ts'

// It would list every package that is there twice, in one line of many screens.
const inform: typeof log.info = log.info.bind(log)
log.info = (fields, message) => {
  if (message !== 'duplicate dependency references') inform(fields, message)
}

await build({ logLevel: 'warn' })
await pack({
  config: packaging(process.env['ELECTRON_OVERRIDE_DIST_PATH']),
  dir: process.argv.includes('--dir'),
  publish: 'never',
})
