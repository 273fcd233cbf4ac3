import { errorRegistry } from '../../shared/errors/registry.ts'
import { orderMoney } from '../../shared/orderMoney.ts'
import type { Purchase } from './purchases.ts'

/** What happened to the money, in a sentence: for every state an order can be in. */
export function describeMoney(purchase: Purchase): string {
  switch (purchase.state) {
    case 'requested':
    case 'invoiced':
      return orderMoney.nothingYet
    case 'paying':
      return orderMoney.onItsWay
    case 'refunding':
      return orderMoney.refused
    case 'paid':
      return orderMoney.opening
    case 'joined':
    case 'owned':
      return purchase.price === 0n ? orderMoney.free : orderMoney.paid
    case 'handedOver':
      return orderMoney.handedOver
    case 'unopened':
      return orderMoney.unopened
    case 'declined':
    case 'cancelled':
    case 'expired':
      return orderMoney.nothing
    case 'failed':
      return describeFailure(purchase)
  }
}

/** A lock that was seen says more than a code, which the artist may have chosen. */
function describeFailure({ code, lockExpiration }: Purchase): string {
  const meaning = code === null ? 'untouched' : errorRegistry[code].money
  if (meaning === 'kept') return orderMoney.kept
  if (meaning === 'returned' || lockExpiration !== null) return orderMoney.returned
  return orderMoney.notSent
}
