import type { ApiHandlers } from '../../shared/api/define.ts'
import type { appLocalFilesApi } from '../../shared/api/localFiles.ts'
import { t } from '../../shared/i18n/t.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'

export interface AppLocalFilesOptions {
  readonly host: {
    readonly open: { readonly handlers: Pick<NodeHost['open']['handlers'], 'addLocalFolder'> }
  }
  readonly dialogs: Pick<Dialogs, 'chooseFolder'>
}

/** Handlers of watched folders: the person chooses them, and the page names no path. */
export function appLocalFilesHandlers({
  host,
  dialogs,
}: AppLocalFilesOptions): ApiHandlers<typeof appLocalFilesApi> {
  return {
    async 'app.addLocalFolder'(_input, context) {
      const [path] = await dialogs.chooseFolder(t('desktop.chooseAFolderOfMusic'))
      return path === undefined ? null : host.open.handlers.addLocalFolder({ path }, context)
    },
  }
}
