import type { App, Session, WebContents } from 'electron'
import { mayListOutputs } from './mayListOutputs.ts'

/**
 * Denies every page what Busker's pages never need: the network, permissions, other pages, other windows, web views.
 * To be called before the application is ready.
 */
export function restrictWebContents(app: App): void {
  // Chromium resolves nothing and nobody, addresses included: what a policy of content does not cover, such as WebRTC over
  // TCP, prefetching and names looked up ahead, ends here. Our own schemes are served in this process.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.on('session-created', denyPermissions)
  app.on('web-contents-created', (_event, contents) => {
    // Without a proxy there is no UDP then.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    blockNavigation(contents)
  })
}

function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler((_contents, permission, _origin, { mediaType, securityOrigin }) =>
    mayListOutputs({ permission, mediaType, securityOrigin }),
  )
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
