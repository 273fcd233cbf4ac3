import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { Node } from '../createNode.ts'
import { accessHandlers } from './accessHandlers.ts'
import { catalogueHandlers } from './catalogueHandlers.ts'
import { orderHandlers } from './orderHandlers.ts'
import { walletHandlers } from './walletHandlers.ts'

/** Answers everything that can be asked of a node; served on the control socket and over IPC. */
export function nodeHandlers(node: Node): ApiHandlers<NodeApi> {
  const { keys, network } = node.options
  return {
    status: async () => ({
      account: keys.identity.body.account,
      peer: node.peer.id,
      network: {
        id: network.id,
        name: network.name,
        symbol: network.token.symbol,
        decimals: network.token.decimals,
      },
      parts: node.health(),
    }),
    ...catalogueHandlers(node),
    ...orderHandlers(node),
    ...accessHandlers(node),
    ...walletHandlers(node),
  }
}
