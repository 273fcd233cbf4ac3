import type { Purchase } from './purchases.ts'

/** What happened to the money, in a sentence: for every state an order can be in. */
export function describeMoney(purchase: Purchase): string {
  switch (purchase.state) {
    case 'requested':
    case 'invoiced':
      return 'Nothing has been paid yet.'
    case 'paying':
      return 'Your payment is on its way. It is either taken, or back in your balance when its time runs out.'
    case 'paid':
      return 'Paid. Access is being opened, and what you bought stays yours meanwhile.'
    case 'joined':
    case 'owned':
      return purchase.price === 0n ? 'It was free. It is yours.' : 'Paid. It is yours.'
    case 'handedOver':
      return 'Paid, and handed over.'
    case 'declined':
    case 'cancelled':
    case 'expired':
      return 'Nothing was paid.'
    case 'failed':
      return purchase.code === 'ORDER_LOCK_RAN_OUT'
        ? 'The payment was not taken: the money is back in your balance.'
        : 'The payment was not sent: the money never left your balance.'
  }
}
