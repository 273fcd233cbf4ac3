import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { app, BrowserWindow, protocol } from 'electron'

/** A window with the player alone; `track://` addresses are answered by the test, at the loopback port it gives. */
const [folder, port] = process.argv.slice(-2)
/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript' }
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true }

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges },
  { scheme: 'track', privileges },
])
app.on('window-all-closed', () => app.quit())
// Not awaited: Electron is not ready before this module has been evaluated.
void app.whenReady().then(async () => {
  protocol.handle('app', async ({ url }) => {
    const { pathname } = new URL(url)
    const file = join(String(folder), pathname === '/' ? 'index.html' : pathname)
    return new Response(await readFile(file), { headers: { 'content-type': types[extname(file)] ?? '' } })
  })
  protocol.handle('track', (request) =>
    fetch(`http://127.0.0.1:${port}/?${encodeURIComponent(request.url)}`, { signal: request.signal }),
  )
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } })
  await window.loadURL('app://busker/')
})
