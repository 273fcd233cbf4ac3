import type { ApiHandlers } from '../../shared/api/define.ts'
import type { Hub } from '../createHub.ts'
import type { HubApi } from './hubApi.ts'

/** Answers the operator: how the hub is at any time, and about its money and what it hides while it runs. */
export function createOperatorHandlers(
  hub: Pick<Hub, 'report' | 'money' | 'moderation'>,
): ApiHandlers<HubApi> {
  return {
    status: async () => hub.report(),
    channels: async (...asked) => hub.money.channels(...asked),
    quoteClose: async (...asked) => hub.money.quoteClose(...asked),
    close: async (...asked) => hub.money.close(...asked),
    keepOpen: async (...asked) => hub.money.keepOpen(...asked),
    quoteWithdraw: async (...asked) => hub.money.quoteWithdraw(...asked),
    withdraw: async (...asked) => hub.money.withdraw(...asked),
    free: async (...asked) => hub.money.free(...asked),
    quoteTransfer: async (...asked) => hub.money.quoteTransfer(...asked),
    sendFromAccount: async (...asked) => hub.money.sendFromAccount(...asked),
    transfers: async (...asked) => hub.money.transfers(...asked),
    admit: async (...asked) => hub.money.admit(...asked),
    block: async (...asked) => hub.moderation.block(...asked),
    unblock: async (...asked) => hub.moderation.unblock(...asked),
    blocks: async (...asked) => hub.moderation.blocks(...asked),
    reports: async (...asked) => hub.moderation.reports(...asked),
    dismissReports: async (...asked) => hub.moderation.dismissReports(...asked),
  }
}
