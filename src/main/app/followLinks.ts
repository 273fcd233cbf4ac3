import type { App } from 'electron'
import { linkIn, pathOfLink } from './links.ts'

export interface FollowLinksOptions {
  /** A page to go to. */
  readonly onLink: (path: string) => void
  /** Busker was started again while it runs. */
  readonly onReopened: () => void
}

/** Hears of `busker://` links, with which the system starts the application or, on macOS, tells the one that runs. */
export function followLinks(app: App, { onLink, onReopened }: FollowLinksOptions): void {
  const follow = (path: string | null): void => {
    if (path !== null) onLink(path)
  }
  if (app.isPackaged) app.setAsDefaultProtocolClient('busker')
  app.on('open-url', (event, url) => {
    event.preventDefault()
    follow(pathOfLink(url))
  })
  app.on('second-instance', (_event, args) => {
    onReopened()
    follow(linkIn(args))
  })
  follow(linkIn(process.argv))
}
