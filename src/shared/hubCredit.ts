import type { PaymentView } from './api/node.ts'

/** Whether a payment of no order is a credit of the hub's: whoever pays directly has a channel with this account, and the hub alone has. */
export function isHubCredit({
  direction,
  order,
  initiator,
  partner,
}: Pick<PaymentView, 'direction' | 'order' | 'initiator' | 'partner'>): boolean {
  return direction === 'received' && order === null && initiator === partner
}
