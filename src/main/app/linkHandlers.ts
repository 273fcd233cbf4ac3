import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { deepLinkPath } from '../../shared/deepLinks.ts'
import { profileLinkPlace } from '../../shared/profile.ts'
import { quote, shorten } from '../../shared/text.ts'
import type { Confirmations, Question } from '../guard/confirmations.ts'

export interface LinkHandlersOptions {
  readonly confirmations: Pick<Confirmations, 'require'>
  /** Goes to a page of the main window. */
  readonly navigate: (path: string) => void
  /** The system's own browser. */
  readonly openInBrowser: (url: string) => Promise<void>
}

/** Handlers of links that artists put on their pages: one of Busker's own goes to its page, another is asked about first. */
export function linkHandlers(options: LinkHandlersOptions): Pick<ApiHandlers<AppApi>, 'app.openLink'> {
  const { confirmations, navigate, openInBrowser } = options
  return {
    async 'app.openLink'({ url }) {
      const path = deepLinkPath(url)
      if (path !== null) navigate(path)
      else if (url.startsWith('https://')) {
        await confirmations.require(browserQuestion(url))
        await openInBrowser(url)
      }
      return {}
    },
  }
}

/** A link is somebody else's words: where it leads is said before anything outside of Busker is reached. */
function browserQuestion(url: string): Question {
  return {
    message: `Open ${quote(profileLinkPlace(url), 80)} in your browser?`,
    detail: `${shorten(url, 300)}\nAn artist named this address. Whoever is behind it learns that you came, and nobody here has looked at it.`,
    button: 'Open it',
  }
}
