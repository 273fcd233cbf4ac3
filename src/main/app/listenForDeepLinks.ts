import type { App } from 'electron'
import { hiddenFlag } from './loginItem.ts'
import { deepLinkPathIn, invitationAmong } from '../../shared/deepLinks.ts'

export interface DeepLinkListener {
  /** A page to go to. */
  readonly onLink: (path: string) => void
  readonly onInvitation: (link: string) => void
  /** Busker was started again while it runs. */
  readonly onSecondInstance: () => void
}

/** Opens `busker://` links: from the command line, from a second instance, and on macOS from `open-url`. */
export function listenForDeepLinks(
  app: App,
  { onLink, onInvitation, onSecondInstance }: DeepLinkListener,
): void {
  const open = (texts: readonly string[]): void => {
    const invitation = invitationAmong(texts)
    const path = deepLinkPathIn(texts)
    if (invitation !== null) onInvitation(invitation)
    else if (path !== null) onLink(path)
  }
  if (app.isPackaged) app.setAsDefaultProtocolClient('busker')
  app.on('open-url', (event, url) => {
    event.preventDefault()
    open([url])
  })
  app.on('second-instance', (_event, args) => {
    // The system starts it hidden at every login, whether it runs already or not.
    if (!args.includes(hiddenFlag)) onSecondInstance()
    open(args)
  })
  open(process.argv)
}
