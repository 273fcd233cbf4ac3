// npm run dist: makes packages of the application in dist/, as electron-builder.yml says. `-- --dir` stops before they are packed.
import { build as pack, log } from 'electron-builder'
import { build } from 'electron-vite'

// It would list every package that is there twice, in one line of many screens.
const inform: typeof log.info = log.info.bind(log)
log.info = (fields, message) => {
  if (message !== 'duplicate dependency references') inform(fields, message)
}

const electron = process.env['ELECTRON_OVERRIDE_DIST_PATH']
await build({ logLevel: 'warn' })
await pack({
  // electron-builder downloads an Electron where set-up found none.
  config: { ...(electron !== undefined && { electronDist: electron }) },
  dir: process.argv.includes('--dir'),
  publish: 'never',
})
