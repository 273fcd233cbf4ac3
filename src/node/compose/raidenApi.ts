import type { Market } from '../market/market.ts'
import { RaidenApiServer } from '../raidenApi/raidenApiServer.ts'
import type { NodeBase } from './base.ts'
import type { MoneyParts } from './money.ts'

export interface RaidenApiNeeds {
  readonly money: Pick<MoneyParts, 'raiden' | 'chainSteps' | 'hubConnector' | 'tips'>
  readonly market: Market
}

export function composeRaidenApi(base: NodeBase, { money, market }: RaidenApiNeeds): RaidenApiServer {
  const { account, endpoints, events, logFailure } = base
  const { raiden, chainSteps, hubConnector, tips } = money
  const { buyer, ledger } = market
  return new RaidenApiServer({
    account,
    network: base.options.network,
    raiden,
    steps: chainSteps,
    hubConnector,
    tips,
    buyer,
    purchases: buyer.purchases,
    ledger,
    askChain: async (method, params) =>
      endpoints.readAny((client): Promise<unknown> =>
        client.request({ method, params } as Parameters<typeof client.request>[0]),
      ),
    events,
    onFailure: logFailure('raidenApi'),
  })
}
