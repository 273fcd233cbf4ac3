import type { EventEmitter } from 'node:events'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { Address } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { HubConnector } from '../connection/hubConnector.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import type { Buyer } from '../market/buyer.ts'
import type { Ledger } from '../market/ledger.ts'
import type { Purchases } from '../market/purchases.ts'
import type { ChainSteps } from '../wallet/chainSteps.ts'
import type { Tips } from '../wallet/tips.ts'

/** JSON-RPC that reads the chain and neither sends nor signs: as much as Raiden's web UI asks. */
export const chainQuestions = [
  'eth_blockNumber',
  'eth_call',
  'eth_chainId',
  'eth_getBalance',
  'eth_getBlockByNumber',
  'net_version',
  'web3_clientVersion',
] as const
export type ChainQuestion = (typeof chainQuestions)[number]

/** What of the node the Raiden API asks, and what it may do: as much as the wallet and the order screens, and no more. */
export interface RaidenApiParts {
  /** The node's owner. */
  readonly account: Address
  readonly network: NetworkProfile
  readonly raiden: Pick<RaidenNode, 'state' | 'channels' | 'intentsWith' | 'lookup' | 'pendingTransfers'>
  readonly steps: Pick<ChainSteps, 'withdrawn' | 'depositUpTo' | 'withdrawUpTo' | 'close'>
  readonly hubConnector: Pick<HubConnector, 'isUnderWay' | 'request' | 'whenConnected'>
  readonly tips: Pick<Tips, 'send'>
  readonly buyer: Pick<Buyer, 'confirm'>
  readonly purchases: Pick<Purchases, 'get' | 'invoicedBy'>
  readonly ledger: Pick<Ledger, 'page'>
  /** A question to the chain that reads. @throws what the chain refuses */
  readonly askChain: (method: ChainQuestion, params: readonly unknown[]) => Promise<unknown>
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
  readonly onFailure: (error: unknown) => void
}
