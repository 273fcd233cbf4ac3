import { app, BrowserWindow } from 'electron'

/** A window of plain Chromium, with nothing of Busker's in it. */
app.on('window-all-closed', () => app.quit())
// Not awaited: Electron is not ready before this module has been evaluated.
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1000,
    height: 900,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true },
  })
  return window.loadURL('about:blank')
})
