import type { ApiHandlers } from '../../shared/api/define.ts'
import type { appPhoneApi } from '../../shared/api/phone.ts'
import { t } from '../../shared/i18n/t.ts'
import type { NodeHost } from '../node/nodeHost.ts'
import type { Dialogs } from './dialogs.ts'

export interface AppPhoneOptions {
  readonly host: {
    readonly open: { readonly handlers: Pick<NodeHost['open']['handlers'], 'phone' | 'startPhone'> }
  }
  readonly dialogs: Pick<Dialogs, 'confirm'>
}

/** Opens this machine to phones in the same network: the person says so, and no page by itself. */
export function appPhoneHandlers({ host, dialogs }: AppPhoneOptions): ApiHandlers<typeof appPhoneApi> {
  return {
    async 'app.startPhone'({ address }, context) {
      const { handlers } = host.open
      const { addresses } = await handlers.phone({}, context)
      const isPrivate = addresses.find((one) => one.address === address)?.isPrivate === true
      const warning = t('confirm.theInternetMayReachIt', { address })
      const isWanted = await dialogs.confirm({
        message: t('confirm.letAPhoneListen'),
        detail: [t('confirm.whoeverHasTheCode', { address }), ...(isPrivate ? [] : [warning])].join('\n\n'),
        button: t('confirm.switchItOn'),
      })
      return isWanted ? handlers.startPhone({ address }, context) : null
    },
  }
}
