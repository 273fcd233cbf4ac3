import type { App, Session, WebContents } from 'electron'

/** Denies every page what Busker's pages never need: permissions, other pages, other windows, web views. */
export function restrictWebContents(app: App): void {
  app.on('session-created', denyPermissions)
  app.on('web-contents-created', (_event, contents) => blockNavigation(contents))
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
}

function blockNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
