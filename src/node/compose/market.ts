import { valueOfGas } from '../../shared/networkProfile.ts'
import { openLetter, sealLetter } from '../../umbral/letter.ts'
import { createWorkResolver } from '../market/createWorkResolver.ts'
import { Market } from '../market/market.ts'
import { orderTerms } from '../market/orderTerms.ts'
import { RetryLog } from '../market/retryLog.ts'
import type { SnapshotTriggers } from '../snapshot/snapshotTriggers.ts'
import type { AccessParts } from './access.ts'
import type { Rates } from '../rates/rates.ts'
import type { NodeBase } from './base.ts'
import type { MoneyParts } from './money.ts'

export interface MarketNeeds
  extends
    Pick<AccessParts, 'grants' | 'access' | 'accessTerms' | 'ursulaWatch'>,
    Pick<MoneyParts, 'raiden' | 'lease' | 'onChainSecrets'> {
  readonly snapshotTriggers: SnapshotTriggers
  readonly rates: Pick<Rates, 'rateAt'>
}

export function composeMarket(base: NodeBase, needs: MarketNeeds): Market {
  const { account, hub, store, peer, clock, room, catalogue, events, logFailure } = base
  const { keys, network, log, observer } = base.options
  const { raiden, lease, onChainSecrets, grants, access, accessTerms, ursulaWatch } = needs
  const { snapshotTriggers, rates } = needs
  const revealTimeoutMs = network.raiden.revealTimeoutSeconds * 1000
  const retryLog = new RetryLog(log)

  const market: Market = new Market({
    store,
    keys,
    calls: peer,
    payments: raiden,
    registry: onChainSecrets,
    valueOfGas: (wei) => valueOfGas(wei, network),
    grants,
    access,
    catalogue,
    works: createWorkResolver(catalogue, account),
    hub,
    letterSeal: {
      seal: sealLetter,
      open: (letter) => openLetter(keys.receivingSeed, letter),
    },
    chain: { id: network.chain.id, ...network.contracts },
    revealTimeoutMs,
    lockMs: revealTimeoutMs * network.raiden.expiryFactor,
    ...orderTerms,
    maximumFee: network.hub.maximumFee,
    terms: accessTerms.terms,
    now: () => clock.now(),
    isTimeKnown: () => clock.isKnown,
    rateAt: (time) => rates.rateAt(time),
    isElsewhere: () => lease.isElsewhere,
    onFailure: logFailure('market'),
    onRetry: (order, error) => {
      room.report(error)
      retryLog.record(order, error)
    },
    onUnreported: logFailure('market'),
    onUnusablePolicy: () => ursulaWatch.wake(),
    onWaitingBuyers: () => events.emit('connection'),
    onPayment: () => events.emit('payment'),
    onGift: () => events.emit('gifts'),
    onPurchase: (id) => {
      retryLog.forget(id)
      events.emit('purchase', id)
      snapshotTriggers.onPurchase(market.buyer.purchases.get(id)?.state)
    },
    onSale: (id) => {
      retryLog.forget(id)
      events.emit('sale', id)
      const sale = market.seller.sales.get(id)
      snapshotTriggers.onSale(sale?.state)
      if (sale !== undefined && market.seller.refunder.refunds.underWay(sale.id) !== undefined)
        snapshotTriggers.onRefund()
    },
    ...(observer && { observer }),
  })
  catalogue.onSpeaker((speaker) => {
    try {
      market.buyer.hear(speaker)
    } catch (error) {
      logFailure('market')(error)
    }
  })
  return market
}
