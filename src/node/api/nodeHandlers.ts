import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import type { BuskerNode } from '../createNode.ts'
import { accessHandlers } from './accessHandlers.ts'
import { accountHandlers } from './accountHandlers.ts'
import { catalogueHandlers } from './catalogueHandlers.ts'
import { libraryHandlers } from './libraryHandlers.ts'
import { orderHandlers } from './orderHandlers.ts'
import { playbackHandlers } from './playbackHandlers.ts'
import { publishReleaseHandler } from './publishReleaseHandler.ts'
import { studioHandlers } from './studioHandlers.ts'
import { walletHandlers } from './walletHandlers.ts'

/** Answers what commands ask, on the control socket. */
export function nodeHandlers(node: BuskerNode): ApiHandlers<NodeApi> {
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
    publishRelease: publishReleaseHandler(node),
    ...orderHandlers(node),
    ...accessHandlers(node),
    ...walletHandlers(node),
  }
}

/** Answers the main window, over IPC; the methods that name files are for the main process itself. */
export function windowHandlers(node: BuskerNode): ApiHandlers<WindowApi & NodeApi> {
  return {
    ...nodeHandlers(node),
    ...catalogueHandlers(node),
    ...studioHandlers(node),
    ...playbackHandlers(node),
    ...libraryHandlers(node),
    ...accountHandlers(node),
  }
}
