import type { ApiHandlers } from '../../shared/api/define.ts'
import type { appRecentApi } from '../../shared/api/recent.ts'
import type { ChosenFiles } from '../guard/chosenFiles.ts'
import type { Documents } from './documents.ts'
import type { RecentFiles } from './recentFiles.ts'

export interface RecentHandlerOptions {
  readonly recent: Pick<RecentFiles, 'list' | 'add' | 'clear'>
  readonly documents: Pick<Documents, 'openRecent' | 'takeReceipt'>
  readonly chosenFiles: Pick<ChosenFiles, 'require'>
}

/** Handlers of the files that were opened or saved lately. */
export function recentHandlers(options: RecentHandlerOptions): ApiHandlers<typeof appRecentApi> {
  const { recent, documents, chosenFiles } = options
  return {
    'app.recentFiles': async () => recent.list(),
    async 'app.openRecent'({ id }) {
      await documents.openRecent(id)
      return {}
    },
    async 'app.clearRecent'() {
      await recent.clear()
      return {}
    },
    async 'app.noteReceipt'({ file }) {
      chosenFiles.require([file])
      await recent.add('receipt', file)
      return {}
    },
    'app.takeReceipt': async () => ({ text: documents.takeReceipt() }),
  }
}
