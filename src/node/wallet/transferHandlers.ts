import type { ApiHandlers } from '../../shared/api/define.ts'
import type { transfersApi, TransferView } from '../../shared/api/transfers.ts'
import type { Rate } from '../../shared/currency.ts'
import type { AccountTransfers } from './accountTransfers.ts'
import type { AccountTransfer } from './transferRecords.ts'

/** Sends tokens and coin out of the account. @param rates what a token was worth then, by the transfer's id */
export function transferHandlers(
  transfers: Pick<AccountTransfers, 'list' | 'quote' | 'send'>,
  rates: () => ReadonlyMap<string, Rate> = () => new Map(),
): ApiHandlers<typeof transfersApi> {
  return {
    quoteTransfer: (request) => transfers.quote(request),
    async sendFromAccount(request) {
      const transfer = await transfers.send(request)
      return toView(transfer, rates().get(transfer.id))
    },
    async transfers() {
      const all = rates()
      return transfers.list().map((transfer) => toView(transfer, all.get(transfer.id)))
    },
  }
}

function toView(transfer: AccountTransfer, rate?: Rate): TransferView {
  const { id, asset, recipient, amount, fee, hash, state, code, message, createdAt, changedAt } = transfer
  const problem = code === null ? null : { code, message: message ?? '' }
  const sent = { id, asset, to: recipient, amount, fee, hash, state, problem, createdAt, changedAt }
  return { ...sent, ...(rate && { rate }) }
}
