import { randomUUID } from 'node:crypto'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { appExportApi } from '../../shared/api/export.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import { t } from '../../shared/i18n/t.ts'

export interface AppExportOptions {
  readonly host: {
    readonly open: { readonly handlers: Pick<NodeHost['open']['handlers'], 'exportFiles' | 'exportBonus'> }
  }
  readonly dialogs: Pick<Dialogs, 'chooseFolder' | 'showInFolder'>
}

/** Exports that can be shown; the oldest is forgotten for another. */
const rememberedExports = 100

/** Handlers of files of one's own: the person says where they go, and the page names no path. */
export function appExportHandlers({
  host,
  dialogs,
}: AppExportOptions): Omit<ApiHandlers<typeof appExportApi>, 'app.openBonus'> {
  const firstFiles = new Map<string, string>()
  const remember = (file: string): string => {
    const id = randomUUID()
    firstFiles.set(id, file)
    const [oldest] = firstFiles.keys()
    if (firstFiles.size > rememberedExports && oldest !== undefined) firstFiles.delete(oldest)
    return id
  }
  return {
    async 'app.exportFiles'(works, context) {
      const [folder] = await dialogs.chooseFolder(t('desktop.chooseAFolderForFiles'))
      if (folder === undefined) return null
      const result = await host.open.handlers.exportFiles({ ...works, folder }, context)
      return { id: remember(result.files[0]?.file ?? folder), ...result }
    },
    async 'app.saveBonus'(place, context) {
      const [folder] = await dialogs.chooseFolder(t('desktop.chooseAFolderForFiles'))
      if (folder === undefined) return null
      const saved = await host.open.handlers.exportBonus({ ...place, folder }, context)
      return { id: remember(saved.file), ...saved }
    },
    async 'app.showExported'({ id }) {
      const file = firstFiles.get(id)
      if (file === undefined) {
        throw new BuskerError('FILE_NOT_CHOSEN', 'These files were not downloaded since Busker was started.')
      }
      dialogs.showInFolder(file)
      return {}
    },
  }
}
