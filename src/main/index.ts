import { app, ipcMain, Menu, protocol } from 'electron'
import { keepProcessPrivate } from '../process/privacy.ts'
import { diskError, toErrorData } from '../shared/errors.ts'
import { appScheme } from './appScheme.ts'
import { keepPagesOutOfCoreDumps } from './keepPagesOutOfCoreDumps.ts'
import { restrictWebContents } from './restrictWebContents.ts'
import { runApp } from './runApp.ts'
import { trackScheme } from './trackScheme.ts'

keepProcessPrivate()
app.setName('Busker')
protocol.registerSchemesAsPrivileged([appScheme, trackScheme])
restrictWebContents(app)
keepPagesOutOfCoreDumps(app)
// Otherwise Electron makes a menu of its own when it is ready, for nobody.
Menu.setApplicationMenu(null)
if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron is not ready before this module has been evaluated.
  app
    .whenReady()
    .then(() => runApp(ipcMain))
    .catch(fail)
} else {
  app.quit()
}

process.on('uncaughtException', (error) => {
  // A write in the background that found no room: whoever wrote tries again, and the node says what is wrong.
  if (diskError(error) === null) fail(error)
})

function fail(error: unknown): void {
  process.stderr.write(`Busker has to end: ${toErrorData(error).message}\n`)
  app.exit(1)
}
