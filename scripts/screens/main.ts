// Electron's main for pictures: the built pages under the real scheme and policy, and no node.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, protocol } from 'electron'
import { appScheme } from '../../src/main/schemes.ts'
import { mainPage, servePage } from '../../src/main/servePage.ts'

protocol.registerSchemesAsPrivileged([appScheme])
// Not awaited here: Electron gets ready only when its main module has been evaluated.
void app.whenReady().then(() => {
  servePage(protocol, {
    folder: dirname(fileURLToPath(import.meta.url)),
    page: { ...mainPage, index: 'testing/screens.html' },
  })
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true })
  return window.loadURL('about:blank')
})
