import type { AppApi } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { exactAmountText } from '../../shared/i18n/amountText.ts'
import type { OpenNode } from '../node/openNode.ts'
import type { Confirmations } from './confirmations.ts'
import { t } from '../../shared/i18n/t.ts'

type Methods = Pick<ApiHandlers<AppApi>, 'app.spending' | 'app.setSpendingLimit'>
type Node = Pick<OpenNode, 'network' | 'spending'>

/** Handlers of what may be paid for music in a day without a question. @param node throws while none is open */
export function spendingHandlers(node: () => Node, confirmations: Confirmations): Methods {
  const view = () => {
    const { spending } = node()
    return { limit: spending.limit, spent: spending.spentOn('music') }
  }
  return {
    'app.spending': async () => view(),
    async 'app.setSpendingLimit'({ limit }) {
      const { network, spending } = node()
      if (limit > spending.limit) {
        await confirmations.require({
          message: t('confirm.letBuskerPayUpTo', {
            limit: exactAmountText(limit, network.token),
            symbol: network.token.symbol,
          }),
          detail: t('confirm.asMuchMayGoInto'),
          button: t('confirm.letIt'),
        })
      }
      await spending.setLimit(limit)
      return view()
    },
  }
}
