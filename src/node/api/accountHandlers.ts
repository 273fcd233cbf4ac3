import type { accountApi, JoinedPolicy } from '../../shared/api/account.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { isBuskerError, toErrorData } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import type { BuskerNode } from '../createNode.ts'
import type { Purchase } from '../market/purchases.ts'
import { readConnectionView } from './readConnectionView.ts'
import { walletViewMapper } from './walletHandlers.ts'

type Parts = Pick<
  BuskerNode,
  | 'tips'
  | 'wallet'
  | 'hubConnector'
  | 'raiden'
  | 'market'
  | 'snapshots'
  | 'restartPart'
  | 'settled'
  | 'options'
>

/** Money and rights beyond single orders. */
export function accountHandlers(node: Parts): ApiHandlers<typeof accountApi> {
  const self = node.options.keys.identity.body.account
  return {
    async send({ to, amount }, { signal }) {
      const { secretHash, state, fee } = await node.tips.send(to, amount, signal)
      return { secretHash, outcome: state, fee: toAmount(fee) }
    },
    connection: async () => readConnectionView(node),
    async beginConnecting({ deposit }) {
      node.hubConnector.request(deposit)
      return readConnectionView(node)
    },
    async stopConnecting() {
      node.hubConnector.cancel()
      return readConnectionView(node)
    },
    faucet: async () => walletViewMapper(node)(await node.wallet.faucet()),
    joinedPolicies: async () =>
      node.market.buyer.purchases
        .list()
        .filter(({ recipient }) => recipient === self)
        .flatMap((purchase) => joinedPolicyOf(purchase) ?? []),
    async snapshotState() {
      const { kept, keptAt, problem } = node.snapshots.progress
      return { kept, keptAt, problem: problem === null ? null : toErrorData(problem) }
    },
    async restartPart({ name }) {
      await node.restartPart(name)
      return {}
    },
  }
}

/** The policy that came with a purchase; undefined before it is paid, or while the seller is asked for a sound one. */
function joinedPolicyOf(purchase: Purchase): JoinedPolicy | undefined {
  const { sealedPolicy, secret, seller, label, changedAt } = purchase
  if (sealedPolicy === null || secret === null) return undefined
  try {
    const { id, threshold, shares, end } = openPolicy(sealedPolicy, secret).statement.body
    return {
      id,
      label,
      publisher: seller,
      threshold,
      shares,
      end,
      joinedAt: hasAccess(purchase) ? changedAt : null,
    }
  } catch (error) {
    if (isBuskerError(error)) return undefined
    throw error
  }
}
