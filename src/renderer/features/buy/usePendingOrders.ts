import type { PurchaseView } from '../../../shared/api/node.ts'
import type { Address, Label } from '../../../shared/ids.ts'
import { isAwaited } from '../../../shared/orderStates.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

const none: readonly PurchaseView[] = []

/** One's own orders that wait for something, newest first. What is a gift for somebody else is not among them. */
export function usePendingOrders(): readonly PurchaseView[] {
  const account = useIpcQuery('status', {}).data?.account
  const purchases = useIpcQuery('purchases', {}).data
  return account === undefined || purchases === undefined ? none : pendingOf(purchases, account)
}

/** The order of a work that waits for something. */
export function usePendingOrder(label: Label): PurchaseView | undefined {
  return usePendingOrders().find((order) => order.label === label)
}

/** Of each list as long as it lives: every row of a page looks into it. */
const known = new WeakMap<readonly PurchaseView[], readonly PurchaseView[]>()

function pendingOf(purchases: readonly PurchaseView[], account: Address): readonly PurchaseView[] {
  const pending =
    known.get(purchases) ?? purchases.filter((order) => isAwaited(order) && order.recipient === account)
  known.set(purchases, pending)
  return pending
}
