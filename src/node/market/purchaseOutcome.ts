import { errorRegistry } from '../../shared/errors/registry.ts'
import type { Purchase } from './purchases.ts'

/** What happened to the money, in a sentence: for every state an order can be in. */
export function describeMoney(purchase: Purchase): string {
  switch (purchase.state) {
    case 'requested':
    case 'invoiced':
      return 'Nothing has been paid yet.'
    case 'paying':
      return 'Your payment is on its way. It is either taken, or back in your balance when its time runs out.'
    case 'refunding':
      return 'The artist does not take this payment. The money is back in your balance when its time runs out.'
    case 'paid':
      return 'Paid. Access is being opened, and what you bought stays yours meanwhile.'
    case 'joined':
    case 'owned':
      return purchase.price === 0n ? 'It was free. It is yours.' : 'Paid. It is yours.'
    case 'handedOver':
      return 'Paid, and handed over.'
    case 'unopened':
      return 'Paid. It could not be opened in time; the right to it stays yours. Ask for it again: that costs nothing.'
    case 'declined':
    case 'cancelled':
    case 'expired':
      return 'Nothing was paid.'
    case 'failed':
      return describeFailure(purchase)
  }
}

/** A lock that was seen says more than a code, which the artist may have chosen. */
function describeFailure({ code, lockExpiration }: Purchase): string {
  const meaning = code === null ? 'untouched' : errorRegistry[code].money
  if (meaning === 'kept')
    return 'The payment was not taken: the money is yours, and can be used again when the hub answers or the connection is closed.'
  if (meaning === 'returned' || lockExpiration !== null)
    return 'The payment was not taken: the money is back in your balance.'
  return 'The payment was not sent: the money never left your balance.'
}
