import { inOrder, type Startable } from '../../shared/startable.ts'
import { createWorkResolver } from '../market/createWorkResolver.ts'
import { AlsoBought } from '../collection/alsoBought.ts'
import { CollectionKeeper } from '../collection/collectionKeeper.ts'
import { Vouching } from '../collection/vouching.ts'
import type { Market } from '../market/market.ts'
import type { NodeBase } from './base.ts'
import type { MoneyParts } from './money.ts'

export interface CollectionParts {
  /** What one shows that one bought. */
  readonly collection: CollectionKeeper
  /** What others bought together. */
  readonly alsoBought: AlsoBought
}

/** Both sides of collections, and what is read of others'. */
export function composeCollection(
  base: NodeBase,
  { buyer, seller }: Market,
  { lease }: Pick<MoneyParts, 'lease'>,
): CollectionParts & { readonly shows: Startable } {
  const { store, peer, hub, clock, catalogue, account, events, logFailure } = base
  const { keys, network, log } = base.options
  const hubAccount = network.hub.raidenAddress
  const now = () => clock.now()
  const collection = new CollectionKeeper({
    store,
    keys,
    calls: peer,
    hub,
    hubAccount,
    purchases: buyer.purchases,
    works: createWorkResolver(catalogue, account),
    now,
    onChange: () => void events.emit('collection'),
    onFailure: logFailure('collection'),
  })
  events.on('purchase', () => collection.advance())
  peer.onConnection((other, isConnected) => {
    if (other === hub && isConnected) collection.advance()
  })
  const { refunds } = seller.refunder
  const vouching = new Vouching({
    store,
    keys,
    peer,
    sales: seller.sales,
    refunds,
    isElsewhere: () => lease.isElsewhere,
  })
  return {
    collection,
    alsoBought: new AlsoBought({ calls: peer, hub, hubAccount, own: () => collection.account, log, now }),
    shows: inOrder(vouching, collection),
  }
}
