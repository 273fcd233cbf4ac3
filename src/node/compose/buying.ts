import { catalogueProtocol, signedHead } from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { Basket } from '../basket/basket.ts'
import { cardOf } from '../contacts/cardOf.ts'
import type { Contacts } from '../contacts/contacts.ts'
import type { Market } from '../market/market.ts'
import { placeOrder } from '../market/placeOrder.ts'
import { Reservations } from '../reservations/reservations.ts'
import type { NodeBase } from './base.ts'

/** What becomes orders by itself, once somebody agreed to it. */
export interface BuyingParts {
  readonly basket: Basket
  readonly reservations: Reservations
}

export function composeBuying(base: NodeBase, { buyer }: Market, contacts: Contacts): BuyingParts {
  const { store, account, catalogue, coming, discovery, clock, events, logFailure } = base
  const { network } = base.options
  const purchase = (id: string) => buyer.purchases.get(id)
  const basket = new Basket({
    store,
    keys: base.options.keys,
    async order({ recipient: to, ...order }) {
      const recipient = to === null ? {} : { recipient: cardOf(contacts, to) }
      return placeOrder({ catalogue, discovery, buyer }, { ...order, ...recipient })
    },
    purchase,
    cancel: (id) => buyer.cancel(id),
    isAway: (seller) => buyer.contacts.absence(seller) !== undefined,
    onChange: () => void events.emit('basket'),
    onFailure: logFailure('basket'),
  })
  const reservations = new Reservations({
    store,
    account,
    chain: { chainId: network.chain.id, tokenNetwork: network.contracts.tokenNetwork },
    catalogue,
    coming,
    order: async (order) => placeOrder({ catalogue, discovery, buyer }, order),
    purchase,
    freshen: (artist) => freshen(base, artist),
    now: () => clock.now(),
    isTimeKnown: () => clock.isKnown,
    onChange: (id) => void events.emit('reservation', id),
    onRetry: (_id, error) => logFailure('reservations')(error),
    onUnreported: logFailure('reservations'),
  })
  events.on('purchase', (id) => {
    basket.advance()
    const changed = purchase(id)
    if (changed !== undefined) reservations.onPurchase(changed)
  })
  catalogue.onChange((artist) => reservations.onCatalogue(artist))
  return { basket, reservations }
}

/** Asks the hub for an artist's newest catalogue, and the artist too: no hub can keep from anybody that something came out. */
async function freshen({ peer, catalogue, discovery, logFailure }: NodeBase, artist: Address): Promise<void> {
  await discovery.lookAt(artist, { waits: true })
  const other = catalogue.artist(artist)?.peer
  if (other === undefined) return
  try {
    const { head } = await peer.call(other, catalogueProtocol, 'newest', { artist })
    if (head !== null) await catalogue.receive(encode(signedHead, head), other)
  } catch (error) {
    if (!isBuskerError(error)) throw error
    logFailure('reservations')(error)
  }
}
