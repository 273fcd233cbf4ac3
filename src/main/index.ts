import { app, ipcMain, Menu, protocol } from 'electron'
import { keepProcessPrivate } from '../process/privacy.ts'
import { endWith } from './endWith.ts'
import { keepPagesOutOfCoreDumps } from './keepPagesOutOfCoreDumps.ts'
import { OpenedFiles } from './recent/openedFiles.ts'
import { restrictWebContents } from './restrictWebContents.ts'
import { appScheme, trackScheme } from './schemes.ts'
import { createMainWindow } from './windows/mainWindow.ts'

keepProcessPrivate()
app.setName('Busker')
protocol.registerSchemesAsPrivileged([appScheme, trackScheme])
restrictWebContents(app)
keepPagesOutOfCoreDumps(app)
// Otherwise Electron makes a menu of its own when it is ready, for nobody.
Menu.setApplicationMenu(null)
if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron is not ready before this module has been evaluated. What can be read until then is.
  const openedFiles = new OpenedFiles(app)
  const reading = import('./runApp.ts')
  app
    .whenReady()
    .then(async () => {
      // The page's process starts beside what is left to do.
      const main = createMainWindow()
      const { runApp } = await reading
      await runApp(ipcMain, main, openedFiles)
    })
    .catch(endWith)
} else {
  app.quit()
}
