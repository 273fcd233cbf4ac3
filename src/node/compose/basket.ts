import { Basket } from '../basket/basket.ts'
import type { Contacts } from '../contacts/contacts.ts'
import { cardOf } from '../contacts/cardOf.ts'
import type { Market } from '../market/market.ts'
import { placeOrder } from '../market/placeOrder.ts'
import type { NodeBase } from './base.ts'

export function composeBasket(
  { store, catalogue, discovery, events, logFailure }: NodeBase,
  { buyer }: Market,
  contacts: Contacts,
): Basket {
  const basket = new Basket({
    store,
    async order({ recipient: to, ...order }) {
      const recipient = to === null ? {} : { recipient: cardOf(contacts, to) }
      return placeOrder({ catalogue, discovery, buyer }, { ...order, ...recipient })
    },
    purchase: (id) => buyer.purchases.get(id),
    cancel: (id) => buyer.cancel(id),
    isAway: (seller) => buyer.contacts.absence(seller) !== undefined,
    onChange: () => void events.emit('basket'),
    onFailure: logFailure('basket'),
  })
  events.on('purchase', () => basket.advance())
  return basket
}
