import type { App } from 'electron'
import { deepLinkPathIn, deepLinkPath } from './deepLinks.ts'

export interface DeepLinkListener {
  /** A page to go to. */
  readonly onLink: (path: string) => void
  /** Busker was started again while it runs. */
  readonly onSecondInstance: () => void
}

/** Opens `busker://` links: from the command line, from a second instance, and on macOS from `open-url`. */
export function listenForDeepLinks(app: App, { onLink, onSecondInstance }: DeepLinkListener): void {
  const open = (path: string | null): void => {
    if (path !== null) onLink(path)
  }
  if (app.isPackaged) app.setAsDefaultProtocolClient('busker')
  app.on('open-url', (event, url) => {
    event.preventDefault()
    open(deepLinkPath(url))
  })
  app.on('second-instance', (_event, args) => {
    onSecondInstance()
    open(deepLinkPathIn(args))
  })
  open(deepLinkPathIn(process.argv))
}
