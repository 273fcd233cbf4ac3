import type { App } from 'electron'
import type { CopyView } from '../../shared/api/app.ts'
import type { RecentKind } from '../../shared/api/recent.ts'
import { toErrorData } from '../../shared/errors.ts'
import type { AppFiles } from '../appFiles.ts'
import type { Invitations } from '../app/invitations.ts'
import type { Networks } from '../app/networks.ts'
import type { ChosenFiles } from '../guard/chosenFiles.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { SendEvent } from '../node/forwardNodeEvents.ts'
import { setAppMenu } from '../windows/appMenu.ts'
import { copyOpener } from './copyOpener.ts'
import { Documents } from './documents.ts'
import { RecentFiles } from './recentFiles.ts'
import { recentHandlers } from './recentHandlers.ts'

export interface RecentNeeds {
  readonly files: Pick<AppFiles, 'recent'>
  readonly app: Pick<App, 'addRecentDocument' | 'clearRecentDocuments'>
  readonly invitations: Pick<Invitations, 'open'>
  readonly networks: Pick<Networks, 'import'>
  readonly host: Pick<NodeHost, 'state' | 'refresh' | 'openOrNull'>
  readonly sendToPage: SendEvent
  /** Brings the window to the front. */
  readonly show: () => void
  readonly navigate: (path: string) => void
  readonly restoreFrom: (copy: CopyView) => Promise<void>
  readonly chosenFiles: Pick<ChosenFiles, 'require'>
  readonly onFailure: (error: unknown) => void
}

/** What opens documents, remembers which, and lists them in the menu. */
export async function composeRecent(needs: RecentNeeds) {
  const { files, app, invitations, networks, host, sendToPage, show, navigate, restoreFrom } = needs
  const recent = await RecentFiles.open({
    file: files.recent,
    system: app,
    onChange() {
      sendToPage('app.recentChanged', {})
      showMenu()
    },
    onFailure: needs.onFailure,
  })
  const documents = new Documents({
    recent,
    openInvitation: (link) => invitations.open(link),
    async addNetwork(file) {
      await networks.import(file)
      await host.refresh()
      navigate('/settings')
    },
    openCopy: copyOpener({ phase: () => host.state.phase, restoreFrom }),
    onReceipt: () => sendToPage('app.receiptOpened', {}),
  })
  /** What goes wrong is told in the window, because nobody waits for it elsewhere. */
  const openShown = (open: Promise<void>): void => {
    show()
    open.catch((error: unknown) => sendToPage('app.notOpened', { problem: toErrorData(error) }))
  }
  function showMenu(): void {
    setAppMenu({
      checkReceipt: () => sendToPage('app.command', { command: 'checkReceipt' }),
      // Nobody reads behind the lock from whom something was bought.
      recent: host.openOrNull === null ? [] : recent.list(),
      openRecent: (id) => openShown(documents.openRecent(id)),
      clearRecent: () => void recent.clear().catch(needs.onFailure),
    })
  }
  return {
    handlers: recentHandlers({ recent, documents, chosenFiles: needs.chosenFiles }),
    note: (kind: RecentKind, file: string) => recent.add(kind, file),
    openFile: (file: string) => openShown(documents.openFile(file)),
    /** To be called where what it says has changed: the language, the lock. */
    showMenu,
  }
}
