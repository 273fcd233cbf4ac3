import { Basket } from '../basket/basket.ts'
import type { Market } from '../market/market.ts'
import { placeOrder } from '../market/placeOrder.ts'
import type { NodeBase } from './base.ts'

export function composeBasket(
  { store, catalogue, discovery, events, logFailure }: NodeBase,
  { buyer }: Market,
): Basket {
  const basket = new Basket({
    store,
    order: async (order) => placeOrder({ catalogue, discovery, buyer }, order),
    purchase: (id) => buyer.purchases.get(id),
    cancel: (id) => buyer.cancel(id),
    isAway: (seller) => buyer.contacts.absence(seller) !== undefined,
    onChange: () => void events.emit('basket'),
    onFailure: logFailure('basket'),
  })
  events.on('purchase', () => basket.advance())
  return basket
}
