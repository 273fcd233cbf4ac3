import type { ApiHandlers } from '../../shared/api/define.ts'
import type { appPromotionApi } from '../../shared/api/promotion.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'
import { t } from '../../shared/i18n/t.ts'

export interface AppPromotionOptions {
  readonly host: NodeHost
  readonly dialogs: Pick<Dialogs, 'chooseFolder'>
}

/** Handlers of pages for the web: the person says which folder they are put into. */
export function appPromotionHandlers({
  host,
  dialogs,
}: AppPromotionOptions): ApiHandlers<typeof appPromotionApi> {
  return {
    async 'app.promote'(input, context) {
      const { handlers } = host.open
      const [folder] = await dialogs.chooseFolder(t('desktop.chooseANewOrEmpty'))
      return folder === undefined ? null : handlers.promote({ ...input, folder }, context)
    },
  }
}
