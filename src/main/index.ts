import { join } from 'node:path'
import { app, ipcMain, protocol } from 'electron'
import pino from 'pino'
import { toErrorData } from '../shared/errors.ts'
import { registerAppScheme, serveApp } from './appScheme.ts'
import { checkParts } from './diagnostics/checkParts.ts'
import { announce } from './ipc/announce.ts'
import { IpcServer } from './ipc/ipcServer.ts'
import { lockDown } from './lockDown.ts'
import { openMainWindow } from './mainWindow.ts'

const built = join(import.meta.dirname, '..')

app.setName('Busker')
registerAppScheme(protocol)
lockDown(app)
if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron is not ready before this module has been evaluated.
  app.whenReady().then(run).catch(fail)
} else {
  app.quit()
}

process.on('uncaughtException', fail)

function fail(error: unknown): void {
  process.stderr.write(`Busker has to end: ${toErrorData(error).message}\n`)
  app.exit(1)
}

/** The composition root of the desktop app. */
async function run(): Promise<void> {
  const log = pino({ name: 'main' }, pino.destination(2))
  serveApp(protocol, join(built, 'renderer'))
  const ipc = new IpcServer(ipcMain, { 'diagnostics.parts': checkParts }, (error) => log.error(error))
  await ipc.start()
  const window = await openMainWindow(join(built, 'preload', 'index.cjs'))
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
    announce(window.webContents, 'app.reopened', {})
  })
  app.on('window-all-closed', () => app.quit())
}
