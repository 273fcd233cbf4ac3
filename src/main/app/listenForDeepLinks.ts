import type { App } from 'electron'
import { documentAmong } from '../recent/documentAmong.ts'
import { hiddenFlag } from './loginItem.ts'
import { deepLinkPathIn, invitationAmong } from '../../shared/deepLinks.ts'

export interface DeepLinkListener {
  /** A page to go to. */
  readonly onLink: (path: string) => void
  readonly onInvitation: (link: string) => void
  /** A file that the system opens with Busker, by its path. */
  readonly onFile: (file: string) => void
  /** Busker was started again while it runs. */
  readonly onSecondInstance: () => void
}

/** Opens `busker://` links and files: from the command line, from a second instance, and on macOS from `open-url`. */
export function listenForDeepLinks(
  app: App,
  { onLink, onInvitation, onFile, onSecondInstance }: DeepLinkListener,
): void {
  const open = (texts: readonly string[], folder = process.cwd()): void => {
    const invitation = invitationAmong(texts)
    const path = deepLinkPathIn(texts)
    if (invitation !== null) onInvitation(invitation)
    else if (path !== null) onLink(path)
    else {
      const file = documentAmong(texts, folder)
      if (file !== null) onFile(file)
    }
  }
  if (app.isPackaged) app.setAsDefaultProtocolClient('busker')
  app.on('open-url', (event, url) => {
    event.preventDefault()
    open([url])
  })
  app.on('second-instance', (_event, args, folder) => {
    // The system starts it hidden at every login, whether it runs already or not.
    if (!args.includes(hiddenFlag)) onSecondInstance()
    open(args.slice(1), folder)
  })
  open(process.argv.slice(1))
}
