import { z } from 'zod'
import { address } from '../shared/ids.ts'
import { raidenContracts, type NetworkProfile } from '../shared/networkProfile.ts'

/** What a Raiden node must know of its network. */
export const raidenNetwork = z.object({
  rpcUrl: z.url(),
  chainId: z.int().min(1),
  contracts: raidenContracts,
  token: address,
  tokenNetwork: address,
  /** The homeserver that carries Raiden's messages. */
  matrixUrl: z.url(),
  pathFindingUrl: z.url(),
  /** Of the token network's contract: how long a closed channel waits. */
  settleTimeoutSeconds: z.int().min(1),
  /** How long registering a secret on chain may take. */
  revealTimeoutSeconds: z.int().min(1),
  /** A lock runs for reveal timeout × this; 3 or more, or payments stall. */
  expiryFactor: z.number().min(1),
  confirmationBlocks: z.int().min(0),
  /** How often the chain is asked for blocks. */
  pollingIntervalMs: z.int().min(1_000),
})
export type RaidenNetwork = z.output<typeof raidenNetwork>

/** The Raiden part of a profile. `rpcUrl` is chosen apart from it: whose chain node is asked is the person's own choice. */
export function raidenNetworkOf(
  profile: NetworkProfile,
  rpcUrl: string = profile.chain.rpcUrl,
): RaidenNetwork {
  const { contracts, raiden, hub } = profile
  return raidenNetwork.parse({
    rpcUrl,
    chainId: profile.chain.id,
    contracts,
    token: contracts.token,
    tokenNetwork: contracts.tokenNetwork,
    matrixUrl: hub.matrixUrl,
    pathFindingUrl: hub.pathFindingUrl,
    settleTimeoutSeconds: raiden.settleTimeoutSeconds,
    revealTimeoutSeconds: raiden.revealTimeoutSeconds,
    expiryFactor: raiden.expiryFactor,
    confirmationBlocks: raiden.confirmationBlocks,
    pollingIntervalMs: raiden.pollingIntervalMs,
  })
}
