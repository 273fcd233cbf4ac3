import type { ApiHandlers } from '../../shared/api/define.ts'
import type { transfersApi, TransferView } from '../../shared/api/transfers.ts'
import type { AccountTransfers } from './accountTransfers.ts'
import type { AccountTransfer } from './transferRecords.ts'

/** Sends tokens and coin out of the account. */
export function transferHandlers(
  transfers: Pick<AccountTransfers, 'list' | 'quote' | 'send'>,
): ApiHandlers<typeof transfersApi> {
  return {
    quoteTransfer: (request) => transfers.quote(request),
    sendFromAccount: async (request) => toView(await transfers.send(request)),
    transfers: async () => transfers.list().map(toView),
  }
}

function toView(transfer: AccountTransfer): TransferView {
  const { id, asset, recipient, amount, fee, hash, state, code, message, createdAt, changedAt } = transfer
  const problem = code === null ? null : { code, message: message ?? '' }
  return { id, asset, to: recipient, amount, fee, hash, state, problem, createdAt, changedAt }
}
