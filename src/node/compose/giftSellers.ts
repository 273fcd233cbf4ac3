import type { NodeBase } from './base.ts'
import type { Market } from '../market/market.ts'

/**
 * Brings the catalogues of artists whose works were given: only what is known opens by itself, and only then it can be said what
 * was given. As many gifts wait as there is room for, so that no stranger has very many catalogues brought.
 */
export function lookAtGiftSellers(
  { catalogue, discovery, events, logFailure }: NodeBase,
  market: Pick<Market, 'wake' | 'buyer'>,
): () => void {
  const look = () => {
    const sellers = new Set(market.buyer.inbox.gifts.list().map(({ seller }) => seller))
    for (const seller of sellers) {
      if (catalogue.artist(seller) !== undefined) continue
      discovery
        .lookAt(seller)
        .then(() => {
          if (catalogue.artist(seller) === undefined) return
          market.wake()
          events.emit('gifts')
        })
        .catch(logFailure('catalogue'))
    }
  }
  events.on('gifts', look)
  return look
}
